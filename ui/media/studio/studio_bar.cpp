#include "ui/media/studio/studio_bar.h"

#include "ui/kit/icons.h"
#include "ui/kit/refresh_soon.h"
#include "ui/kit/theme.h"
#include "ui/text/encode_text.h"

#include <QEvent>

namespace rawi {

ImportButton::ImportButton(Workbench &workbench, QWidget *parent) : QPushButton(parent)
{
    setProperty("role", u"primary"_s);
    setFocusPolicy(Qt::TabFocus);
    connect(this, &QPushButton::clicked, &workbench, [&workbench] { workbench.trigger(u"file.import"_s); });
    retranslate();
    drawIcon();
}

void ImportButton::retranslate()
{
    setText(tr("Import"));
    setAccessibleName(tr("Import"));
}

void ImportButton::drawIcon()
{
    setIcon(rawi::icon(Icon::Upload, themeTokens(palette()).accentText));
}

void ImportButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        drawIcon();
    }
}

EncodesStatusButton::EncodesStatusButton(Workbench &workbench, QWidget *parent) : QToolButton(parent), m_desk(workbench.desk())
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(QSize(15, 15));
    connect(this, &QToolButton::clicked, &workbench, [&workbench] { workbench.showRoom(u"studio"_s); });
    auto *soon = new RefreshSoon(this, [this] { refresh(); });
    connect(&m_desk.encodes(), &EncodeQueue::jobChanged, soon, &RefreshSoon::ask);
    connect(&m_desk.encodes(), &EncodeQueue::jobsReset, this, &EncodesStatusButton::refresh);
    connect(&m_desk.encodes(), &EncodeQueue::holdChanged, this, &EncodesStatusButton::refresh);
    refresh();
}

void EncodesStatusButton::refresh()
{
    const EncodeTotals totals = m_desk.encodes().totals();
    setVisible(totals.open > 0);
    setIcon(rawi::icon(Icon::Encode, themeTokens(palette()).muted));
    setText(encodeTotalsText(totals, m_desk.encodes().hold()));
}

void EncodesStatusButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        refresh();
    }
}

} // namespace rawi
