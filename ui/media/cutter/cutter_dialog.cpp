#include "ui/media/cutter/cutter_dialog.h"

#include "ui/kit/add_files_dialog.h"
#include "ui/kit/follow_language.h"
#include "ui/kit/icons.h"
#include "ui/kit/notice_bar.h"
#include "ui/kit/theme.h"
#include "ui/media/cutter/cutter_actions.h"
#include "ui/media/cutter/cutter_timeline.h"
#include "ui/media/player/frame_view.h"
#include "ui/text/encode_text.h"
#include "ui/text/format_text.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

namespace rawi {

Result<CutterDialog *> CutterDialog::open(Desk &desk, const Id<MediaAsset> &asset, QWidget *parent)
{
    std::unique_ptr<CutterDialog> dialog(new CutterDialog(desk, parent));
    dialog->m_asset = asset;
    RAWI_TRY(dialog->m_presenter.open(asset));
    dialog->m_job = dialog->m_presenter.openCut(); // a cut goes on when its window is closed
    dialog->retranslate();
    dialog->refresh();
    dialog->followCut();
    dialog->show();
    dialog->m_timeline->setFocus(Qt::OtherFocusReason);
    return dialog.release();
}

CutterDialog::CutterDialog(Desk &desk, QWidget *parent)
    : QDialog(parent, Qt::Window), m_desk(desk), m_presenter(desk), m_ranges(m_presenter),
      m_player(std::make_unique<MediaPlayer>())
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_playback = new CutterPlayback(m_presenter, *m_player, this);
    m_actions = new CutterActions(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    buildTop(*column);
    column->addWidget(buildTools());
    m_timeline = new CutterTimeline(m_presenter, this);
    column->addWidget(m_timeline);
    m_notices = new NoticeBar(this);
    column->addWidget(m_notices);
    column->addWidget(buildFooter());
    resize(1080, 720);
    bindActions();
    bindCuts();
}

CutterDialog::~CutterDialog() = default;

void CutterDialog::buildTop(QBoxLayout &column)
{
    auto *top = new QHBoxLayout;
    auto *left = new QVBoxLayout;
    m_picture = new FrameView(this);
    m_picture->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    left->addWidget(m_picture, 1);
    left->addWidget(buildTransport());
    top->addLayout(left, 3);
    m_table = new QTableView(this);
    m_table->setModel(&m_ranges);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->setMinimumWidth(340);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(CutterRangesModel::FileColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (!m_showingSelection && now.isValid() && now.row() != m_presenter.selected()) {
            m_presenter.select(now.row());
            m_presenter.setPlayhead(m_presenter.list().startOf(now.row()));
        }
    });
    top->addWidget(m_table, 2);
    column.addLayout(top, 1);
}

QToolButton *CutterDialog::button(QAction *action, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setDefaultAction(action);
    made->setAutoRaise(true);
    made->setIconSize({20, 20});
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

QWidget *CutterDialog::buildTransport()
{
    // Time runs left to right in both languages, so the bar does not mirror.
    auto *bar = new QWidget(this);
    bar->setLayoutDirection(Qt::LeftToRight);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    m_position = new QLabel(bar);
    m_length = new QLabel(bar);
    row->addWidget(m_position);
    row->addStretch();
    for (QAction *one : {m_actions->toStart, m_actions->stepBack, m_actions->play, m_actions->stepForward, m_actions->toEnd}) {
        row->addWidget(button(one, bar));
    }
    row->addStretch();
    row->addWidget(m_length);
    return bar;
}

QWidget *CutterDialog::buildTools()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    const CutterActions &acts = *m_actions;
    auto *marks = new QWidget(bar); // as they stand on the time line: the beginning left of the end
    marks->setLayoutDirection(Qt::LeftToRight);
    auto *pair = new QHBoxLayout(marks);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(row->spacing());
    for (QAction *one : {acts.markIn, acts.markOut}) {
        pair->addWidget(button(one, marks));
    }
    row->addWidget(marks);
    for (QAction *one : {acts.split, acts.remove, acts.keepOnly, acts.undo, acts.redo}) {
        row->addWidget(button(one, bar));
    }
    m_join = new QToolButton(bar);
    m_join->setIcon(icon(Icon::Layers));
    m_join->setIconSize({20, 20});
    m_join->setAutoRaise(true);
    m_join->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_join->setPopupMode(QToolButton::InstantPopup);
    m_join->setFocusPolicy(Qt::TabFocus);
    m_joinMenu = new QMenu(m_join);
    connect(m_joinMenu, &QMenu::aboutToShow, this, &CutterDialog::fillJoinMenu);
    m_join->setMenu(m_joinMenu);
    row->addWidget(m_join);
    row->addStretch();
    row->addWidget(button(acts.zoomOut, bar));
    row->addWidget(button(acts.zoomIn, bar));
    return bar;
}

QWidget *CutterDialog::buildFooter()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    m_progress = new QProgressBar(bar);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_cutState = new QLabel(bar);
    m_cutState->setProperty("role", u"muted"_s);
    m_cutState->hide();
    m_stop = new QPushButton(bar);
    m_stop->hide();
    m_save = new QPushButton(bar);
    m_make = new QPushButton(bar);
    m_make->setProperty("role", u"primary"_s);
    for (QPushButton *one : {m_stop, m_save, m_make}) {
        one->setAutoDefault(false); // Return in the table is not "make the cut"
    }
    row->addWidget(m_progress, 1);
    row->addWidget(m_cutState);
    row->addWidget(m_stop);
    row->addStretch();
    row->addWidget(m_save);
    row->addWidget(m_make);
    connect(m_save, &QPushButton::clicked, this, [this] { saveOrSay(); });
    connect(m_make, &QPushButton::clicked, this, &CutterDialog::makeCut);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_desk.encodes().cancel(m_job); });
    return bar;
}

void CutterDialog::bindActions()
{
    const auto does = [this](QAction *action, auto work) { connect(action, &QAction::triggered, this, work); };
    const CutterActions &acts = *m_actions;
    does(acts.toStart, [this] { m_presenter.setPlayhead(0); });
    does(acts.toEnd, [this] { m_presenter.setPlayhead(m_presenter.list().lengthUs()); });
    const auto steps = [&](QAction *action, int frames) {
        does(action, [this, frames] {
            m_playback->stop();
            m_presenter.step(frames);
        });
    };
    steps(acts.stepBack, -1);
    steps(acts.stepForward, 1);
    steps(acts.tenBack, -10);
    steps(acts.tenForward, 10);
    does(acts.earlierCut, [this] { m_presenter.toCut(-1); });
    does(acts.nextCut, [this] { m_presenter.toCut(1); });
    does(acts.play, [this] { m_playback->toggle(); });
    does(acts.playFaster, [this] { m_playback->shuttle(1); });
    does(acts.playBackwards, [this] { m_playback->shuttle(-1); });
    does(acts.stop, [this] { m_playback->stop(); });
    does(acts.markIn, [this] { m_presenter.setMarkIn(); });
    does(acts.markOut, [this] { m_presenter.setMarkOut(); });
    does(acts.clearMarks, [this] { m_presenter.clearMarks(); });
    does(acts.split, [this] { m_presenter.split(); });
    does(acts.remove, [this] { m_presenter.remove(); });
    does(acts.keepOnly, [this] { m_presenter.keepOnly(); });
    does(acts.moveEarlier, [this] { m_presenter.moveSelected(-1); });
    does(acts.moveLater, [this] { m_presenter.moveSelected(1); });
    does(acts.undo, [this] { m_presenter.undoStack().undo(); });
    does(acts.redo, [this] { m_presenter.undoStack().redo(); });
    does(acts.zoomIn, [this] { m_timeline->zoomBy(1.6); });
    does(acts.zoomOut, [this] { m_timeline->zoomBy(1 / 1.6); });
    does(acts.save, [this] { saveOrSay(); });
    connect(&m_presenter, &CutterPresenter::changed, this, &CutterDialog::refresh);
    connect(&m_presenter, &CutterPresenter::savedChanged, this, &CutterDialog::refresh);
    connect(&m_presenter, &CutterPresenter::failed, this, [this](const Error &error) { m_notices->tellError(error); });
    connect(&m_presenter, &CutterPresenter::lost, this, [this](bool kept) {
        m_playback->stop();
        close();
        Q_EMIT filmLost(kept);
    });
    connect(&m_presenter, &CutterPresenter::playheadChanged, this, &CutterDialog::updateTimes);
    connect(m_player.get(), &MediaPlayer::frameChanged, this, [this] { m_picture->setFrame(m_player->frame()); });
    connect(m_player.get(), &MediaPlayer::failed, this, [this](const Error &error) { m_notices->tellError(error); });
    connect(m_playback, &CutterPlayback::playingChanged, this,
            [this](bool playing) { m_actions->play->setIcon(icon(playing ? Icon::Pause : Icon::Play)); });
}

void CutterDialog::bindCuts()
{
    EncodeQueue *queue = &m_desk.encodes();
    connect(queue, &EncodeQueue::jobChanged, this, &CutterDialog::followCut);
    connect(queue, &EncodeQueue::jobsReset, this, &CutterDialog::followCut);
    connect(queue, &EncodeQueue::holdChanged, this, &CutterDialog::followCut);
    connect(&m_desk.intake(), &MediaIntake::added, this, [this](const QString &path, const QUuid &, const QUuid &asset) {
        if (path == m_joiningPath) {
            m_joiningPath.clear();
            takeJoin(Id<MediaAsset>(asset));
        }
    });
    connect(&m_desk.intake(), &MediaIntake::foundHere, this, [this](const QString &path, const QUuid &, const QUuid &asset) {
        if (path == m_joiningPath) { // the library has this film: that one is joined, and none is doubled
            m_joiningPath.clear();
            takeJoin(Id<MediaAsset>(asset));
        }
    });
    connect(&m_desk.intake(), &MediaIntake::failed, this, [this](const QString &path, const Error &error) {
        if (path == m_joiningPath) {
            m_joiningPath.clear();
            m_notices->tellError(error);
        }
    });
}

// The cut is a job of the queue: it may wait there, stand still, or be stopped from its list.
void CutterDialog::followCut()
{
    if (m_job.isNull()) {
        return;
    }
    const auto job = m_desk.encodes().job(m_job);
    if (job && job->isOpen()) {
        const EncodeHold hold = m_desk.encodes().hold();
        const bool runs = job->state == EncodeState::Running && hold == EncodeHold::None;
        m_progress->setValue(job->permille);
        m_cutState->setText(runs                              ? remainingText(job->etaMs)
                            : hold != EncodeHold::None        ? encodeHoldText(hold)
                            : job->state == EncodeState::Paused ? tr("Paused in the queue of encodes")
                                                              : tr("Waits in the queue of encodes"));
        return;
    }
    m_job = {};
    refresh();
    if (job && job->state == EncodeState::Done) {
        m_notices->tell(Tone::Ok, [copied = job->copiedFrames, encoded = job->encodedFrames] {
            return tr("The cut is a file of the item now: %1 frames copied as they were, %2 encoded").arg(countText(copied), countText(encoded));
        });
    } else if (job && job->state == EncodeState::Failed) {
        m_notices->tellError(job->error);
    }
}

// The other files of the item that are on this desk, and any file of the computer.
void CutterDialog::fillJoinMenu()
{
    m_joinMenu->clear();
    const auto record = m_desk.replica().find(m_asset);
    const auto siblings = record.ok() && *record ? m_desk.replica().where<MediaAsset>("content_id", (*record)->contentId.text())
                                                 : Result<QList<MediaAsset>>(QList<MediaAsset>());
    for (const MediaAsset &asset : siblings.ok() ? *siblings : QList<MediaAsset>()) {
        const auto local = m_desk.localMedia().find(asset.id, u"original"_s);
        if (local.ok() && *local) {
            QString name = asset.originalFilename;
            connect(m_joinMenu->addAction(icon(Icon::Film), name.replace(QLatin1Char('&'), u"&&"_s)),
                    &QAction::triggered, this, [this, id = asset.id] { takeJoin(id); });
        }
    }
    m_joinMenu->addSeparator();
    connect(m_joinMenu->addAction(icon(Icon::Upload), tr("Import a file and join it…")), &QAction::triggered, this,
            &CutterDialog::joinFromFile);
}

void CutterDialog::joinFromFile()
{
    auto *chooser = new AddFilesDialog(tr("Join a file"), QFileDialog::ExistingFile, this, &m_desk.intake());
    chooser->remember(m_desk.replica(), FileDialog::Purpose::Media);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const auto record = m_desk.replica().find(m_asset);
        m_joiningPath = QFileInfo(path).absoluteFilePath();
        m_desk.intake().add({path}, record.ok() && *record ? (*record)->contentId : Id<ContentItem>());
    });
    chooser->open();
}

void CutterDialog::takeJoin(const Id<MediaAsset> &asset)
{
    if (const auto joined = m_presenter.join(asset); !joined.ok()) {
        m_notices->tellError(joined.error());
    }
}

bool CutterDialog::saveOrSay()
{
    const auto saved = m_presenter.save();
    if (!saved.ok()) {
        m_notices->tellError(saved.error());
    }
    return saved.ok();
}

void CutterDialog::makeCut()
{
    m_playback->stop();
    const auto job = m_presenter.makeCut();
    if (!job.ok()) {
        m_notices->tellError(job.error());
        return;
    }
    m_job = *job;
    refresh();
    followCut();
}

void CutterDialog::refresh()
{
    const bool working = !m_job.isNull();
    m_progress->setVisible(working);
    m_cutState->setVisible(working);
    m_stop->setVisible(working);
    m_make->setEnabled(!working);
    m_save->setEnabled(!m_presenter.isSaved());
    m_actions->undo->setEnabled(m_presenter.undoStack().canUndo());
    m_actions->redo->setEnabled(m_presenter.undoStack().canRedo());
    m_actions->remove->setEnabled(m_presenter.hasMarks() || m_presenter.selected() >= 0);
    m_actions->keepOnly->setEnabled(m_presenter.hasMarks());
    m_showingSelection = true;
    // Not QTableView::selectRow(): right to left it looks for a column beside the last one and selects nothing.
    const QModelIndex row = m_ranges.index(int(m_presenter.selected()), 0);
    row.isValid() ? m_table->selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows)
                  : m_table->clearSelection();
    m_showingSelection = false;
    updateTimes();
}

void CutterDialog::updateTimes()
{
    m_position->setText(timecodeText(m_presenter.playhead() / 1000, m_presenter.fps()));
    m_length->setText(timecodeText(m_presenter.list().lengthUs() / 1000, m_presenter.fps()));
}

void CutterDialog::retranslate()
{
    setWindowTitle(tr("Cut: %1").arg(QChar(0x2068) + m_presenter.sourceOf(-1).name + QChar(0x2069)));
    m_actions->retranslate();
    m_ranges.retranslate();
    m_picture->setAccessibleName(tr("Picture"));
    m_table->setAccessibleName(tr("Ranges"));
    m_timeline->setAccessibleName(tr("Timeline"));
    m_timeline->viewport()->setAccessibleName(tr("Timeline"));
    m_position->setAccessibleName(tr("Position"));
    m_length->setAccessibleName(tr("Length"));
    m_progress->setAccessibleName(tr("Progress of the cut"));
    m_join->setText(tr("Join"));
    m_join->setToolTip(tr("Put another file behind the last range"));
    m_join->setAccessibleName(tr("Join"));
    m_save->setText(tr("Save the edit"));
    m_make->setText(tr("Make the cut"));
    m_make->setToolTip(tr("A new file of the item with what the edit plays; the original stays as it is"));
    m_stop->setText(tr("Stop"));
}

void CutterDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
        followCut();
    }
    QDialog::changeEvent(event);
}

// Escape: as closing the window.
void CutterDialog::reject()
{
    m_presenter.isSaved() ? QDialog::reject() : void(close());
}

void CutterDialog::closeEvent(QCloseEvent *event)
{
    if (m_presenter.isSaved()) {
        QDialog::closeEvent(event);
        return;
    }
    event->ignore();
    auto *question = new QMessageBox(this);
    question->setIcon(QMessageBox::Question);
    question->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    question->setAttribute(Qt::WA_DeleteOnClose);
    followLanguage(*question, [question] {
        question->setWindowTitle(tr("Cut"));
        question->setText(tr("Save the edit before closing?"));
        question->button(QMessageBox::Save)->setText(tr("Save the edit"));
        question->button(QMessageBox::Discard)->setText(tr("Close without saving"));
        question->button(QMessageBox::Cancel)->setText(tr("Go on cutting"));
    });
    connect(question, &QMessageBox::buttonClicked, this, [this, question](QAbstractButton *pressed) {
        const QMessageBox::StandardButton answer = question->standardButton(pressed);
        if (answer == QMessageBox::Discard) {
            m_presenter.undoStack().setClean();
        }
        if (answer == QMessageBox::Discard || (answer == QMessageBox::Save && saveOrSay())) {
            close();
        }
    });
    question->open();
}

} // namespace rawi
