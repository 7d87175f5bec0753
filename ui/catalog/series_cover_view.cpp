#include "ui/catalog/series_cover_view.h"

#include "ui/catalog/episode_step.h"
#include "ui/kit/add_files_dialog.h"
#include "ui/kit/icons.h"

#include <QAction>
#include <QEvent>
#include <QImageReader>
#include <QMenu>
#include <QUndoStack>

namespace rawi {

namespace {

constexpr int kWidth = 128;
constexpr int kHeight = 72;

} // namespace

SeriesCoverView::SeriesCoverView(Desk &desk, QUndoStack *undo, QWidget *parent) : QToolButton(parent), m_desk(desk), m_undo(undo)
{
    setPopupMode(QToolButton::InstantPopup);
    setIconSize({kWidth, kHeight});
    auto *menu = new QMenu(this);
    m_choose = menu->addAction(rawi::icon(Icon::Image), {}, this, &SeriesCoverView::chooseFile);
    m_remove = menu->addAction(rawi::icon(Icon::Trash), {}, this, &SeriesCoverView::removeCover);
    setMenu(menu);
    connect(&desk.intake(), &MediaIntake::coverReady, this, [this](const QUuid &series, const QUuid &asset, const Error &error) {
        if (!m_before.contains(series)) {
            return;
        }
        const Id<MediaAsset> before = m_before.take(series);
        if (asset.isNull()) {
            Q_EMIT failed(error);
        } else {
            push(Id<Series>(series), before, Id<MediaAsset>(asset));
        }
    });
    connect(&desk, &Desk::picturesChanged, this, &SeriesCoverView::showPicture);
    retranslate();
}

void SeriesCoverView::setSeries(const Series &series)
{
    m_series = series;
    retranslate();
}

Id<MediaAsset> SeriesCoverView::coverOf(const Id<Series> &series) const
{
    const auto row = m_desk.replica().find(series);
    return row.ok() && *row ? (*row)->cover : Id<MediaAsset>();
}

void SeriesCoverView::chooseFile()
{
    auto *dialog = new AddFilesDialog(tr("A picture for the cover"), QFileDialog::ExistingFile, this, &m_desk.intake());
    dialog->remember(m_desk.replica(), FileDialog::Purpose::Pictures);
    dialog->setNameFilters({tr("Pictures (%1)").arg(u"*.jpg *.jpeg *.png *.webp *.avif *.tif *.tiff *.bmp *.gif"_s),
                            tr("All files (%1)").arg(u"*"_s)});
    connect(dialog, &QFileDialog::fileSelected, this, &SeriesCoverView::takeFile);
    dialog->open();
}

void SeriesCoverView::takeFile(const QString &path)
{
    m_before.insert(m_series.id.uuid(), coverOf(m_series.id));
    m_desk.intake().addCover(m_series.id.uuid(), path);
}

void SeriesCoverView::removeCover()
{
    const Id<MediaAsset> before = coverOf(m_series.id);
    if (!before.isNull() && set(m_series.id, {})) {
        push(m_series.id, before, {});
    }
}

bool SeriesCoverView::set(const Id<Series> &series, const Id<MediaAsset> &cover)
{
    const auto done = m_desk.execute(u"series.set_cover"_s, {{u"id"_s, series.text()},
                                                             {u"asset_id"_s, cover.isNull() ? QJsonValue() : QJsonValue(cover.text())}});
    if (!done.ok()) {
        Q_EMIT failed(done.error());
    }
    return done.ok();
}

void SeriesCoverView::push(const Id<Series> &series, const Id<MediaAsset> &before, const Id<MediaAsset> &after)
{
    if (m_undo) {
        m_undo->push(new EpisodeStep(tr("Choose the cover"), [this, series, after] { return set(series, after); },
                                     [this, series, before] { return set(series, before); }));
    }
    Q_EMIT changed(after.isNull() ? Words([] { return tr("The series has no cover now."); })
                                  : Words([] { return tr("The cover of the series was changed."); }));
}

void SeriesCoverView::showPicture()
{
    const QString path = m_series.cover.isNull() ? QString() : m_desk.posterPath(m_series.cover);
    QImageReader reader(path);
    const QSize whole = path.isEmpty() ? QSize() : reader.size();
    if (!whole.isValid()) {
        setIcon(rawi::icon(Icon::Image));
        setIconSize({24, 24});
        setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        return;
    }
    const double ratio = devicePixelRatioF();
    const QSize size = whole.scaled(QSize(kWidth, kHeight) * ratio, Qt::KeepAspectRatio);
    reader.setScaledSize(size);
    QPixmap picture = QPixmap::fromImageReader(&reader);
    picture.setDevicePixelRatio(ratio);
    setIcon(picture);
    setIconSize(size / ratio);
    setToolButtonStyle(Qt::ToolButtonIconOnly);
}

void SeriesCoverView::retranslate()
{
    const bool any = !m_series.cover.isNull();
    m_choose->setText(any ? tr("Another picture…") : tr("Choose a picture…"));
    m_remove->setText(tr("Remove the cover"));
    m_remove->setVisible(any);
    setText(tr("Cover…"));
    setAccessibleName(any ? tr("Cover of the series") : tr("Cover of the series: none yet"));
    setToolTip(accessibleName());
    setEnabled(m_desk.replica().actor().may(u"series.update"));
    showPicture();
}

void SeriesCoverView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        showPicture();
    }
    QToolButton::changeEvent(event);
}

} // namespace rawi
