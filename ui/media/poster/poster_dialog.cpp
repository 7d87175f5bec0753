#include "ui/media/poster/poster_dialog.h"

#include "ui/kit/add_files_dialog.h"
#include "ui/kit/icons.h"
#include "ui/media/player/frame_time.h"
#include "ui/media/poster/poster_presenter.h"
#include "ui/text/format_text.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QImageReader>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

constexpr QSize kTile(208, 117);
constexpr int kMomentRole = Qt::UserRole;
constexpr int kShownRole = Qt::UserRole + 1;

// Fitted, with the bars black, so that every tile is as large.
QPixmap tileOf(const QImage &picture)
{
    QPixmap tile(kTile);
    tile.fill(Qt::black);
    const QImage fitted = picture.scaled(kTile, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPainter(&tile).drawImage((kTile.width() - fitted.width()) / 2, (kTile.height() - fitted.height()) / 2, fitted);
    return tile;
}

} // namespace

PosterDialog::PosterDialog(PosterPresenter &presenter, const MediaAsset &asset, const Shown &shown, QWidget *parent)
    : QDialog(parent)
    , m_presenter(presenter)
    , m_asset(asset)
    , m_shown(shown)
    , m_advice(new QLabel(this))
    , m_frames(new QListWidget(this))
{
    resize(740, 470);
    build();
    fill();
    retranslate();
    connect(&presenter, &PosterPresenter::filmsChanged, this, [this] {
        if (isVisible() && !m_presenter.isHere(m_asset.id)) {
            reject();
            Q_EMIT filmLost();
        }
    });
}

void PosterDialog::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(10);
    m_advice->setWordWrap(true);
    m_advice->setBuddy(m_frames);
    column->addWidget(m_advice);
    m_frames->setViewMode(QListView::IconMode);
    m_frames->setMovement(QListView::Static);
    m_frames->setResizeMode(QListView::Adjust);
    m_frames->setIconSize(kTile);
    m_frames->setGridSize(kTile + QSize(18, 44));
    m_frames->setUniformItemSizes(true);
    m_frames->installEventFilter(this);
    column->addWidget(m_frames, 1);
    auto *buttons = new QDialogButtonBox(this);
    m_use = new QPushButton(buttons);
    m_use->setProperty("role", u"primary"_s); // before the box polishes it
    buttons->addButton(m_use, QDialogButtonBox::AcceptRole);
    m_use->setDefault(true);
    m_close = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    column->addWidget(buttons);
    m_file = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_file->setIcon(icon(Icon::Image));
    connect(m_file, &QPushButton::clicked, this, &PosterDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::accepted, this, &PosterDialog::use);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_frames, &QListWidget::itemActivated, this, &PosterDialog::use);
    connect(m_frames, &QListWidget::currentItemChanged, this,
            [this](const QListWidgetItem *current) { m_use->setEnabled(current != nullptr); });
}

void PosterDialog::fill()
{
    m_use->setEnabled(false);
    if (!m_shown.picture.isNull()) {
        addFrame(m_shown.picture, m_shown.atMs, true);
    }
    const QList<PosterFrame> offered = m_presenter.offered(m_asset.id);
    for (const PosterFrame &frame : offered) {
        addFrame(QImageReader(frame.path).read(), frame.atMs, false);
    }
    m_frames->setCurrentRow(0);
    m_frames->setFocus();
}

void PosterDialog::addFrame(const QImage &picture, qint64 atMs, bool shown)
{
    auto *item = new QListWidgetItem(m_frames);
    if (!picture.isNull()) {
        const QPixmap tile = tileOf(picture);
        QIcon frame(tile);
        frame.addPixmap(tile, QIcon::Selected); // the chosen one is looked at: no tint over it
        item->setIcon(frame);
    }
    item->setData(kMomentRole, atMs);
    item->setData(kShownRole, shown);
}

void PosterDialog::use()
{
    if (const QListWidgetItem *item = m_frames->currentItem()) {
        m_presenter.choose(m_asset.id, item->data(kMomentRole).toLongLong(),
                           item->data(kShownRole).toBool() ? m_shown.picture : QImage());
        accept();
    }
}

void PosterDialog::chooseFile()
{
    auto *dialog = new AddFilesDialog(tr("A picture for the poster"), QFileDialog::ExistingFile, this, &m_presenter.desk().intake());
    dialog->remember(m_presenter.desk().replica(), FileDialog::Purpose::Pictures);
    dialog->setNameFilters({tr("Pictures (%1)").arg(u"*.jpg *.jpeg *.png *.webp *.avif *.tif *.tiff *.bmp *.gif"_s),
                            tr("All files (%1)").arg(u"*"_s)});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_presenter.chooseFile(m_asset.id, path);
        accept();
    });
    dialog->open();
}

void PosterDialog::retranslate()
{
    setWindowTitle(tr("Poster"));
    const double fps = std::max(1.0, probedFrameRate(m_asset.metadata));
    bool found = false;
    for (int row = 0; row < m_frames->count(); ++row) {
        QListWidgetItem *item = m_frames->item(row);
        const QString moment = timecodeText(item->data(kMomentRole).toLongLong(), fps);
        const bool shown = item->data(kShownRole).toBool();
        found = found || !shown;
        item->setText(shown ? tr("In the preview, %1").arg(moment) : moment);
        item->setData(Qt::AccessibleTextRole, shown ? tr("The frame in the preview, at %1").arg(moment) : tr("Frame at %1").arg(moment));
    }
    m_advice->setText(found ? tr("The frame that stands for the film in lists and on the website. The best that were found:")
                            : tr("The best frames lie on the desk that has the film. Here the frame that the preview shows can be taken: "
                                 "play to it first."));
    m_frames->setAccessibleName(tr("Frames"));
    m_use->setText(tr("Use as the poster"));
    m_file->setText(tr("From a picture file…"));
    m_close->setText(tr("Close"));
}

// A QListView of icons goes the wrong way in right-to-left, and stops at the end of a line in both.
bool PosterDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_frames && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            const bool onwards = (key == Qt::Key_Right) == (layoutDirection() == Qt::LeftToRight);
            m_frames->setCurrentRow(std::clamp(m_frames->currentRow() + (onwards ? 1 : -1), 0, m_frames->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void PosterDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
