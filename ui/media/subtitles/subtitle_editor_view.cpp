#include "ui/media/subtitles/subtitle_editor_view.h"

#include "core/text/language_name.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/font_scale.h"
#include "ui/kit/icons.h"
#include "ui/kit/language_sides.h"
#include "ui/kit/notice_bar.h"
#include "ui/kit/shortcuts.h"
#include "ui/media/player/preview_view.h"
#include "ui/media/subtitles/chapters_view.h"
#include "ui/media/subtitles/subtitle_delegate.h"
#include "ui/media/subtitles/subtitle_files.h"
#include "ui/media/subtitles/subtitle_find_view.h"
#include "ui/media/subtitles/subtitle_findings_view.h"
#include "ui/media/subtitles/waveform_strip.h"

#include <QAction>
#include <QCloseEvent>
#include <QComboBox>
#include <QDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLocale>
#include <QTabWidget>
#include <QTableView>
#include <QToolBar>

#include <algorithm>

namespace rawi {

namespace {

constexpr qint64 kNudgeMs = 100;
constexpr int kMostSpans = 2000;

} // namespace

SubtitleEditorView::SubtitleEditorView(Desk &desk, QWidget *parent) : QWidget(parent, Qt::Window), m_presenter(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    m_preview = new PreviewView(desk, this);
    m_files = new SubtitleFiles(m_presenter, *this);
    buildActions();
    buildTop(column);
    m_strip = new WaveformStrip(this);
    column->addWidget(m_strip);
    m_tabs = new QTabWidget(this);
    m_tabs->addTab(buildLines(), {});
    m_findings = new SubtitleFindingsView(m_presenter.model(), this);
    m_tabs->addTab(m_findings, {});
    m_chapters = new ChaptersView(m_presenter, this);
    m_tabs->addTab(m_chapters, {});
    column->addWidget(m_tabs, 1);
    m_notices = new NoticeBar(this);
    column->addWidget(m_notices);
    bind();
    retranslate();
    resize(1180, 860);
}

SubtitleEditorView::~SubtitleEditorView() = default;

QAction *SubtitleEditorView::makeAction(const QKeySequence &keys, void (SubtitleEditorView::*work)())
{
    auto *made = new QAction(this);
    setShortcut(made, keys);
    made->setShortcutContext(Qt::WindowShortcut);
    connect(made, &QAction::triggered, this, work);
    addAction(made);
    return made;
}

void SubtitleEditorView::buildActions()
{
    m_save = makeAction(QKeySequence::Save, &SubtitleEditorView::save);
    QUndoStack &stack = m_presenter.model().undoStack();
    m_undo = makeAction(QKeySequence::Undo, &SubtitleEditorView::undo);
    m_redo = makeAction(QKeySequence::Redo, &SubtitleEditorView::redo);
    m_undo->setEnabled(false);
    m_redo->setEnabled(false);
    connect(&stack, &QUndoStack::canUndoChanged, m_undo, &QAction::setEnabled);
    connect(&stack, &QUndoStack::canRedoChanged, m_redo, &QAction::setEnabled);
    m_import = makeAction({}, &SubtitleEditorView::importFile);
    m_export = makeAction({}, &SubtitleEditorView::exportFile);
    m_sync = makeAction({}, &SubtitleEditorView::sync);
    m_start = makeAction(Qt::Key_F9, &SubtitleEditorView::setStartHere);
    m_end = makeAction(Qt::Key_F10, &SubtitleEditorView::setEndHere);
    m_play = makeAction(Qt::Key_F8, &SubtitleEditorView::play);
    m_back = makeAction(Qt::ALT | Qt::Key_Left, &SubtitleEditorView::nudgeBack);
    m_forward = makeAction(Qt::ALT | Qt::Key_Right, &SubtitleEditorView::nudgeForward);
    m_insert = makeAction(Qt::Key_Insert, &SubtitleEditorView::insertLine);
    m_split = makeAction(Qt::CTRL | Qt::Key_T, &SubtitleEditorView::splitLine);
    m_join = makeAction(Qt::CTRL | Qt::Key_J, &SubtitleEditorView::joinLines);
    m_delete = makeAction(Qt::CTRL | Qt::Key_Delete, &SubtitleEditorView::deleteLines);
    m_next = makeAction(Qt::CTRL | Qt::Key_Return, &SubtitleEditorView::nextLine);
}

DirectionalTextEdit *SubtitleEditorView::makePane(SubtitleSide side)
{
    auto *edit = new DirectionalTextEdit(directionOf(side), this);
    edit->setUndoRedoEnabled(false); // there is one history, the model's
    connect(edit, &QTextEdit::textChanged, this, [this, edit, side] {
        const int column = side == SubtitleSide::Arabic ? SubtitleEditorModel::ArabicColumn : SubtitleEditorModel::EnglishColumn;
        if (!m_filling && currentRow() >= 0) {
            m_presenter.model().setData(m_presenter.model().index(currentRow(), column), edit->toPlainText());
        }
    });
    return edit;
}

DirectionalTextEdit *SubtitleEditorView::pane(SubtitleSide side) const
{
    return side == SubtitleSide::Arabic ? m_arabic : m_english;
}

void SubtitleEditorView::buildTop(QBoxLayout *column)
{
    m_bar = new QToolBar(this);
    m_bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_bar->addActions({m_save, m_undo, m_redo});
    m_bar->addSeparator();
    m_bar->addActions({m_import, m_export, m_sync});
    m_bar->addSeparator();
    m_bar->addActions({m_start, m_end, m_insert, m_split, m_join, m_delete});
    column->addWidget(m_bar);
    auto *top = new QHBoxLayout;
    m_preview->setMinimumSize(380, 280);
    top->addWidget(m_preview, 2);
    auto *grid = new QGridLayout;
    m_sourceLabel = new QLabel(this);
    m_source = new QComboBox(this);
    m_source->addItems({{}, {}, {}});
    m_sourceLabel->setBuddy(m_source);
    m_kindLabel = new QLabel(this);
    m_kind = new QComboBox(this);
    m_kind->addItems({{}, {}});
    m_kindLabel->setBuddy(m_kind);
    m_rightLanguage = new QComboBox(this);
    m_leftLanguage = new QComboBox(this);
    m_arabic = makePane(SubtitleSide::Arabic);
    m_english = makePane(SubtitleSide::English);
    auto *choices = new QHBoxLayout;
    for (QWidget *one : std::initializer_list<QWidget *>{m_kindLabel, m_kind, m_sourceLabel, m_source}) {
        choices->addWidget(one);
    }
    choices->addStretch();
    grid->addLayout(choices, 0, 0, 1, 2);
    auto *panes = new LanguagePair;
    for (const auto &[language, pane] : {std::pair<QWidget *, QWidget *>{m_leftLanguage, m_english}, {m_rightLanguage, m_arabic}}) {
        auto *side = new QVBoxLayout;
        side->addWidget(language);
        side->addWidget(pane, 1);
        panes->addLayout(side, 1);
    }
    grid->addLayout(panes, 1, 0, 1, 2);
    grid->setRowStretch(1, 1);
    top->addLayout(grid, 3);
    column->addLayout(top);
}

QWidget *SubtitleEditorView::buildLines()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    m_table = new QTableView(page);
    m_table->setModel(&m_presenter.model());
    m_table->setItemDelegate(new SubtitleDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(scaledPx(46));
    QHeaderView *header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionResizeMode(SubtitleEditorModel::ArabicColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(SubtitleEditorModel::EnglishColumn, QHeaderView::Stretch);
    keepLanguageSides(*header, SubtitleEditorModel::EnglishColumn, SubtitleEditorModel::ArabicColumn);
    m_table->setColumnWidth(SubtitleEditorModel::NumberColumn, scaledPx(56));
    m_table->setColumnWidth(SubtitleEditorModel::StartColumn, scaledPx(116));
    m_table->setColumnWidth(SubtitleEditorModel::EndColumn, scaledPx(116));
    m_table->setColumnWidth(SubtitleEditorModel::MarksColumn, scaledPx(90));
    // Texts are written in the panes above; in the table only times are edited.
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() == SubtitleEditorModel::StartColumn || index.column() == SubtitleEditorModel::EndColumn) {
            m_table->edit(index);
        } else {
            m_preview->seekTo(index.data(SubtitleEditorModel::StartMsRole).toLongLong());
        }
    });
    column->addWidget(m_table, 1);
    m_find = new SubtitleFindView(m_presenter.model(), page);
    column->addWidget(m_find);
    return page;
}

void SubtitleEditorView::bind()
{
    SubtitleEditorModel &model = m_presenter.model();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showPanes();
        showSpans();
        m_find->setCurrentRow(currentRow());
        m_findings->setCurrentRow(currentRow());
    });
    const auto changed = [this] {
        showPanes();
        showSpans();
        m_findings->refresh();
    };
    connect(&model, &QAbstractItemModel::dataChanged, this, changed);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(&model, &QAbstractItemModel::modelReset, this, changed);
    connect(&model.undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) {
        m_save->setEnabled(!clean);
        setWindowModified(!clean);
    });
    connect(m_tabs, &QTabWidget::currentChanged, m_findings, &SubtitleFindingsView::refresh);
    connect(m_source, &QComboBox::currentIndexChanged, this, &SubtitleEditorView::chooseProtection);
    connect(m_kind, &QComboBox::activated, this, [this](int index) {
        changeTracks([this, index] { m_presenter.setKind(index == 1 ? SubtitleKind::Captions : SubtitleKind::Subtitles); });
    });
    for (QComboBox *box : {m_rightLanguage, m_leftLanguage}) {
        connect(box, &QComboBox::activated, this, [this, box] {
            changeTracks([this, box] {
                m_presenter.setLanguage(box == m_rightLanguage ? SubtitleSide::Arabic : SubtitleSide::English,
                                        box->currentData().toString());
            });
        });
    }
    connect(m_strip, &WaveformStrip::seekRequested, m_preview, &PreviewView::seekTo);
    connect(m_strip, &WaveformStrip::spanChosen, this, &SubtitleEditorView::showRow);
    connect(m_strip, &WaveformStrip::startDragged, &model, &SubtitleEditorModel::setStart);
    connect(m_strip, &WaveformStrip::endDragged, &model, &SubtitleEditorModel::setEnd);
    connect(m_strip, &WaveformStrip::spanDragged, &model, [&model](int row, qint64 byMs) { model.nudge({row}, byMs); });
    connect(&m_presenter, &SubtitleEditorPresenter::waveformChanged, this, &SubtitleEditorView::showWaveform);
    connect(&m_presenter, &SubtitleEditorPresenter::failed, this, &SubtitleEditorView::tellError);
    connect(&m_presenter, &SubtitleEditorPresenter::lost, this, &SubtitleEditorView::leaveLostFilm);
    connect(&m_preview->player(), &MediaPlayer::positionChanged, m_strip, &WaveformStrip::setPosition);
    connect(m_findings, &SubtitleFindingsView::rowChosen, this, &SubtitleEditorView::showRow);
    connect(m_findings, &SubtitleFindingsView::told, this, &SubtitleEditorView::tell);
    connect(m_files, &SubtitleFiles::told, this, &SubtitleEditorView::tell);
    connect(m_files, &SubtitleFiles::failed, this, &SubtitleEditorView::tellError);
    connect(m_find, &SubtitleFindView::found, this, &SubtitleEditorView::showRow);
    connect(m_find, &SubtitleFindView::told, this, &SubtitleEditorView::tell);
    connect(m_find, &SubtitleFindView::failed, this, &SubtitleEditorView::tellError);
    connect(m_chapters, &ChaptersView::told, this, &SubtitleEditorView::tell);
    connect(m_chapters, &ChaptersView::failed, this, &SubtitleEditorView::tellError);
    connect(&m_presenter, &SubtitleEditorPresenter::restored, this, [this] {
        m_notices->tell(Tone::Info, [] { return tr("What you changed here before is not saved yet. Look at it and save it, or undo it."); });
    });
    m_save->setEnabled(false);
}

void SubtitleEditorView::leaveLostFilm()
{
    const auto asked = findChildren<QDialog *>(QString(), Qt::FindDirectChildrenOnly);
    for (QDialog *one : asked) {
        one->reject(); // what was asked about its lines has nothing left to do
    }
    setAsset({});
    m_notices->tell(Tone::Warn, [] { return tr("You may no longer see this film. What you had typed and not sent yet is kept in "
                                   "“Needs attention”."); });
}

void SubtitleEditorView::retranslate()
{
    setWindowTitle(tr("Subtitles and chapters") + u" [*]"_s);
    m_save->setText(tr("Save"));
    m_undo->setText(tr("Undo"));
    m_redo->setText(tr("Redo"));
    m_import->setText(tr("Import…"));
    m_export->setText(tr("Export…"));
    m_sync->setText(tr("Shift and fit…"));
    m_start->setText(tr("Start here"));
    m_end->setText(tr("End here"));
    m_play->setText(tr("Play or pause"));
    m_back->setText(tr("Earlier by 0.1 s"));
    m_forward->setText(tr("Later by 0.1 s"));
    m_insert->setText(tr("Insert"));
    m_split->setText(tr("Split"));
    m_join->setText(tr("Join"));
    m_delete->setText(tr("Delete"));
    m_next->setText(tr("Next line"));
    for (QAction *action : actions()) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? action->text()
                                          : u"%1 (\u2066%2\u2069)"_s.arg(action->text(), keys));
    }
    m_sourceLabel->setText(tr("Source, protected"));
    m_source->setItemText(0, tr("None"));
    m_kindLabel->setText(tr("Kind"));
    m_kind->setItemText(0, tr("Subtitles"));
    m_kind->setItemText(1, tr("Captions for the hard of hearing"));
    m_kind->setAccessibleName(tr("Kind"));
    m_rightLanguage->setAccessibleName(tr("Language of the right-to-left column"));
    m_leftLanguage->setAccessibleName(tr("Language of the left-to-right column"));
    nameLanguages();
    showWaveform();
    m_strip->setAccessibleName(tr("Waveform"));
    m_table->setAccessibleName(tr("Lines"));
    m_tabs->setTabText(0, tr("Lines"));
    m_tabs->setTabText(1, tr("To check"));
    m_tabs->setTabText(2, tr("Chapters"));
    m_find->retranslate();
    m_chapters->retranslate();
    m_presenter.model().retranslate();
    m_findings->retranslate();
}

void SubtitleEditorView::setAsset(const Id<MediaAsset> &asset)
{
    m_preview->setAsset(asset);
    m_presenter.setAsset(asset);
    nameLanguages();
    showWaveform();
    m_chapters->reload();
    const SubtitleEditorModel &model = m_presenter.model();
    const bool both = !model.cues(SubtitleSide::Arabic).isEmpty() || !model.cues(SubtitleSide::English).isEmpty();
    m_source->setCurrentIndex(both && !model.cues(SubtitleSide::English).isEmpty() ? 2 : 0);
    showRow(0);
}

void SubtitleEditorView::showPart(Part part)
{
    m_tabs->setCurrentIndex(static_cast<int>(part));
}

int SubtitleEditorView::currentRow() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

QList<int> SubtitleEditorView::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected) {
        rows.append(index.row());
    }
    return rows;
}

void SubtitleEditorView::showRow(int row)
{
    if (row >= 0 && row < m_presenter.model().rowCount()) {
        // Not selectRow(): right to left it looks for a column beside the last one and selects nothing.
        m_table->selectionModel()->setCurrentIndex(m_presenter.model().index(row, SubtitleEditorModel::StartColumn),
                                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_table->scrollTo(m_presenter.model().index(row, 0));
        m_strip->showMoment(m_presenter.model().index(row, 0).data(SubtitleEditorModel::StartMsRole).toLongLong());
    }
}

void SubtitleEditorView::showPanes()
{
    m_filling = true;
    for (const SubtitleSide side : {SubtitleSide::Arabic, SubtitleSide::English}) {
        const int row = currentRow();
        const SubtitleEditorModel &model = m_presenter.model();
        const QString text = row < 0 || !model.rows().at(row).at(side) ? QString() : model.rows().at(row).at(side)->text;
        if (pane(side)->toPlainText() != text) {
            pane(side)->setPlainText(text);
        }
        pane(side)->setReadOnly(model.isProtected(side));
        pane(side)->setEnabled(row >= 0);
    }
    m_filling = false;
}

void SubtitleEditorView::showSpans()
{
    QList<WaveformStrip::Span> spans;
    const SubtitleEditorModel &model = m_presenter.model();
    const int row = std::max(0, currentRow());
    const int from = std::max(0, row - kMostSpans / 2);
    for (int i = from; i < std::min(model.rowCount(), from + kMostSpans); ++i) {
        const QModelIndex index = model.index(i, 0);
        spans.append({index.data(SubtitleEditorModel::StartMsRole).toLongLong(),
                      index.data(SubtitleEditorModel::EndMsRole).toLongLong(), i, i == currentRow(), model.isOpen(i)});
    }
    m_strip->setSpans(spans);
}

void SubtitleEditorView::chooseProtection()
{
    const int chosen = m_source->currentIndex();
    m_presenter.model().setProtectedSide(chosen == 1     ? std::optional(SubtitleSide::Arabic)
                                             : chosen == 2 ? std::optional(SubtitleSide::English)
                                                           : std::nullopt);
    showPanes();
}

void SubtitleEditorView::undo()
{
    m_presenter.model().undoStack().undo();
}

void SubtitleEditorView::redo()
{
    m_presenter.model().undoStack().redo();
}

void SubtitleEditorView::setStartHere()
{
    m_presenter.model().setStart(currentRow(), m_preview->player().positionMs());
}

void SubtitleEditorView::setEndHere()
{
    m_presenter.model().setEnd(currentRow(), m_preview->player().positionMs());
}

void SubtitleEditorView::nudgeBack()
{
    m_presenter.model().nudge(selectedRows(), -kNudgeMs);
}

void SubtitleEditorView::nudgeForward()
{
    m_presenter.model().nudge(selectedRows(), kNudgeMs);
}

void SubtitleEditorView::insertLine()
{
    const qint64 here = m_preview->player().positionMs();
    const qint64 after = currentRow() < 0 ? 0 : m_table->currentIndex().data(SubtitleEditorModel::EndMsRole).toLongLong();
    showRow(m_presenter.model().insertAfter(currentRow(), std::max(here, after)));
    pane(m_presenter.model().isProtected(SubtitleSide::Arabic) ? SubtitleSide::English : SubtitleSide::Arabic)->setFocus();
}

void SubtitleEditorView::splitLine()
{
    m_presenter.model().split(currentRow(), m_preview->player().positionMs());
}

void SubtitleEditorView::joinLines()
{
    m_presenter.model().mergeWithNext(currentRow());
}

void SubtitleEditorView::deleteLines()
{
    m_presenter.model().removeCues(selectedRows());
}

void SubtitleEditorView::nextLine()
{
    showRow(currentRow() + 1);
}

void SubtitleEditorView::play()
{
    m_preview->togglePlaying();
}

void SubtitleEditorView::changeTracks(const std::function<void()> &change)
{
    if (m_presenter.isChanged()) {
        if (const Result<void> saved = m_presenter.save(); !saved.ok()) {
            tellError(saved.error());
            nameLanguages();
            return;
        }
    }
    change();
    nameLanguages();
    showRow(0);
    showPanes();
    showSpans();
}

// The choices of both columns, called as the interface's language calls them.
void SubtitleEditorView::nameLanguages()
{
    const QString own = QLocale().bcp47Name();
    QStringList names;
    for (const SubtitleSide side : {SubtitleSide::Arabic, SubtitleSide::English}) {
        QComboBox *box = side == SubtitleSide::Arabic ? m_rightLanguage : m_leftLanguage;
        const QSignalBlocker quiet(box);
        box->clear();
        for (const QString &tag : m_presenter.languages(side)) {
            box->addItem(languageName(tag, own), tag);
        }
        box->setCurrentIndex(box->findData(m_presenter.language(side)));
        names.append(box->currentText());
    }
    m_kind->setCurrentIndex(m_presenter.kind() == SubtitleKind::Captions ? 1 : 0);
    m_presenter.model().setLanguageNames(names[0], names[1]);
    m_source->setItemText(1, names[0]);
    m_source->setItemText(2, names[1]);
    m_arabic->setAccessibleName(tr("Text of the line: %1").arg(names[0]));
    m_english->setAccessibleName(tr("Text of the line: %1").arg(names[1]));
    m_find->retranslate();
}

void SubtitleEditorView::showWaveform()
{
    m_strip->setWaveform(m_presenter.waveform());
    m_strip->setEmptyText(m_presenter.hasSound() ? tr("There is no waveform of this sound yet.") : tr("This film has no sound."));
}

void SubtitleEditorView::save()
{
    const int row = currentRow();
    if (const Result<void> saved = m_presenter.save(); !saved.ok()) {
        tellError(saved.error());
        return;
    }
    showRow(std::min(row, m_presenter.model().rowCount() - 1));
    tell([] { return tr("The subtitles are saved."); });
}

void SubtitleEditorView::sync()
{
    m_files->sync();
}

void SubtitleEditorView::importFile()
{
    const bool english = m_presenter.model().isProtected(SubtitleSide::Arabic) || m_english->hasFocus();
    m_files->importInto(english ? SubtitleSide::English : SubtitleSide::Arabic);
}

void SubtitleEditorView::exportFile()
{
    m_files->exportFrom(m_english->hasFocus() ? SubtitleSide::English : SubtitleSide::Arabic);
}

void SubtitleEditorView::tell(const Words &text)
{
    m_notices->tell(Tone::Ok, text);
}

void SubtitleEditorView::tellError(const Error &error)
{
    if (error.code == ErrorCode::Locked) {
        m_notices->tell(Tone::Warn, [] { return tr("The source column is protected. Choose another source to change it."); });
    } else {
        m_notices->tellError(error);
    }
}

void SubtitleEditorView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

// Closing throws nothing away: what was written is saved, and what cannot be is said.
void SubtitleEditorView::closeEvent(QCloseEvent *event)
{
    if (m_presenter.isChanged()) {
        if (const Result<void> saved = m_presenter.save(); !saved.ok()) {
            tellError(saved.error());
            event->ignore();
            return;
        }
    }
    QWidget::closeEvent(event);
}

} // namespace rawi
