#include "ui/kit/icons.h"

#include "core/base/literals.h"
#include "ui/kit/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>

static void initKitIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace rawi {

namespace {

struct IconFile {
    const char *name;
    bool mirrored;
};

constexpr std::array kIconFiles{
#define X(name, file, mirrored) IconFile{file, mirrored},
    RAWI_ICONS(X)
#undef X
};

// Draws one SVG in the colour that mode, state and theme ask for, mirrored where the reading direction matters.
class SvgIconEngine final : public QIconEngine {
public:
    SvgIconEngine(const IconFile &file, const QColor &colour)
        : m_file(file)
        , m_colour(colour)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, drawn(rect.size(), ratio, mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return drawn(size, 1.0, mode, state);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap pixmap = drawn(size / scale, scale, mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new SvgIconEngine(*this); }
    bool isNull() override { return false; }

private:
    QColor colourFor(QIcon::Mode mode, QIcon::State state) const
    {
        const ThemeTokens &tokens = themeTokens(QGuiApplication::palette());
        if (mode == QIcon::Disabled) {
            QColor faint = tokens.muted;
            faint.setAlpha(120);
            return faint;
        }
        if (m_colour.isValid()) {
            return m_colour;
        }
        if (mode == QIcon::Selected) {
            return tokens.accent; // a chosen row is pale: its text keeps its colour, too
        }
        return state == QIcon::On ? tokens.accent : tokens.text;
    }

    QPixmap drawn(const QSize &size, qreal ratio, QIcon::Mode mode, QIcon::State state) const
    {
        const bool mirror = m_file.mirrored && QGuiApplication::layoutDirection() == Qt::RightToLeft;
        const QColor colour = colourFor(mode, state);
        const QString key =
            u"rawi-icon/%1/%2/%3x%4@%5/%6"_s.arg(QLatin1StringView(m_file.name), colour.name(QColor::HexArgb))
                .arg(size.width())
                .arg(size.height())
                .arg(ratio)
                .arg(mirror);
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap)) {
            return pixmap;
        }
        pixmap = render(size, ratio, colour, mirror);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QPixmap render(const QSize &size, qreal ratio, const QColor &colour, bool mirror) const
    {
        initKitIcons();
        QFile file(u":/icons/%1.svg"_s.arg(QLatin1StringView(m_file.name)));
        if (!file.open(QIODevice::ReadOnly)) {
            return {};
        }
        QByteArray svg = file.readAll();
        svg.replace("currentColor", colour.name().toLatin1());
        QPixmap pixmap(size * ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        if (mirror) {
            painter.translate(pixmap.width(), 0);
            painter.scale(-1, 1);
        }
        QSvgRenderer(svg).render(&painter, QRectF(QPointF(), QSizeF(pixmap.size())));
        if (colour.alpha() < 255) { // of the whole, so that crossing strokes do not show
            painter.resetTransform();
            painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
            painter.fillRect(pixmap.rect(), QColor(0, 0, 0, colour.alpha()));
        }
        painter.end();
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }

    IconFile m_file;
    QColor m_colour;
};

} // namespace

QIcon icon(Icon which)
{
    return icon(which, QColor());
}

QIcon icon(Icon which, const QColor &colour)
{
    return QIcon(new SvgIconEngine(kIconFiles[static_cast<size_t>(which)], colour));
}

} // namespace rawi
