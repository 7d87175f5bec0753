#include "ui/media/studio/preset_editor_dialog.h"

#include "core/text/direction.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/follow_language.h"
#include "ui/kit/language_sides.h"
#include "ui/kit/notice_bar.h"
#include "ui/kit/text_limit.h"
#include "ui/media/studio/preset_delegate.h"
#include "ui/media/studio/preset_settings_view.h"
#include "ui/text/error_text.h"
#include "ui/text/preset_text.h"

#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace rawi {

PresetEditorDialog::PresetEditorDialog(Desk &desk, QWidget *parent)
    : QDialog(parent), m_presenter(desk), m_model(m_presenter)
{
    resize(940, 700);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 14, 14, 14);
    row->setSpacing(16);
    row->addLayout(buildList(), 2);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addLayout(buildHead());
    column->addLayout(buildNames());
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    m_settings = new PresetSettingsView(scroll);
    scroll->setWidget(m_settings);
    column->addWidget(scroll, 1);
    m_problem = new QLabel(this);
    m_problem->setProperty("role", u"danger"_s);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    m_notices = new NoticeBar(this);
    column->addWidget(m_notices);
    column->addLayout(buildButtons());
    row->addLayout(column, 3);
    bind();
    retranslate();
}

QBoxLayout *PresetEditorDialog::buildList()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    m_list = new QListView(this);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PresetDelegate(m_list));
    m_list->setUniformItemSizes(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    auto *buttons = new QHBoxLayout;
    m_new = new QPushButton(this);
    m_import = new QPushButton(this);
    m_exportAll = new QPushButton(this);
    for (QPushButton *one : {m_new, m_import, m_exportAll}) {
        one->setAutoDefault(false);
        buttons->addWidget(one);
    }
    column->addLayout(buttons);
    column->addLayout(buildGate());
    return column;
}

QBoxLayout *PresetEditorDialog::buildGate()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    m_gateLabel = new QLabel(this);
    m_gateLabel->setProperty("role", u"section"_s);
    m_gate = new QComboBox(this);
    m_gate->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_gateLabel->setBuddy(m_gate);
    column->addWidget(m_gateLabel);
    column->addWidget(m_gate);
    return column;
}

QBoxLayout *PresetEditorDialog::buildHead()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    m_title = new QLabel(this);
    m_title->setProperty("role", u"h1"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_hint = new QLabel(this);
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_hint);
    return column;
}

QBoxLayout *PresetEditorDialog::buildNames()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    auto *names = new LanguagePair;
    names->setSpacing(row->spacing());
    row->addLayout(names, 6);
    const auto field = [&](QBoxLayout *into, QLabel *&label, QLineEdit *edit, int length, int stretch) {
        auto *column = new QVBoxLayout;
        column->setSpacing(3);
        label = new QLabel(this);
        label->setProperty("role", u"muted"_s);
        label->setBuddy(edit);
        TextLimit::set(edit, length);
        column->addWidget(label);
        column->addWidget(edit);
        into->addLayout(column, stretch);
        return edit;
    };
    m_english = field(names, m_englishLabel, new DirectionalLineEdit(Direction::LeftToRight, this), 120, 3);
    m_arabic = field(names, m_arabicLabel, new DirectionalLineEdit(Direction::RightToLeft, this), 120, 3);
    m_key = field(row, m_keyLabel, new DirectionalLineEdit(Direction::LeftToRight, this), 48, 2);
    return row;
}

QBoxLayout *PresetEditorDialog::buildButtons()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    const auto button = [&](const char *role) {
        auto *made = new QPushButton(this);
        made->setAutoDefault(false);
        made->setProperty("role", QLatin1StringView(role));
        row->addWidget(made);
        return made;
    };
    m_duplicate = button("");
    m_export = button("");
    m_retire = button("");
    m_remove = button("danger");
    row->addStretch();
    m_revert = button("");
    m_save = button("primary");
    m_save->setDefault(true);
    return row;
}

void PresetEditorDialog::bind()
{
    connect(&m_presenter, &PresetEditorPresenter::shownChanged, this, &PresetEditorDialog::showPreset);
    connect(&m_presenter, &PresetEditorPresenter::listChanged, this, &PresetEditorDialog::selectShown);
    connect(&m_presenter, &PresetEditorPresenter::listChanged, m_notices, &NoticeBar::lookAgain);
    connect(&m_presenter, &PresetEditorPresenter::gateChanged, this, &PresetEditorDialog::showGate);
    connect(&m_presenter, &PresetEditorPresenter::failed, this,
            [this](const Error &error) { tellPresetError(error); });
    connect(&m_presenter, &PresetEditorPresenter::removed, this, [this](const QString &nameAr, const QString &nameEn) {
        EncodePreset gone;
        gone.nameAr = nameAr;
        gone.nameEn = nameEn;
        m_notices->tell(
            Tone::Info, [gone] { return tr("The preset %1 was removed; what was made with it stays.").arg(isolate(presetNameText(gone))); },
            [] { return tr("Undo"); }, [this] { leaving([this] { m_presenter.undoRemoval(); }); }, [this] { return m_presenter.canUndoRemoval(); });
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PresetEditorDialog::chooseCurrent);
    connect(m_new, &QPushButton::clicked, this, [this] { leaving([this] { m_presenter.startNew(); }); });
    connect(m_import, &QPushButton::clicked, this, [this] { pickFile(true, false); });
    connect(m_exportAll, &QPushButton::clicked, this, [this] { pickFile(false, false); });
    connect(m_export, &QPushButton::clicked, this, [this] { pickFile(false, true); });
    connect(m_gate, &QComboBox::activated, this,
            [this] { m_presenter.setGate(static_cast<LoudnessGate>(m_gate->currentData().toInt())); });
    const auto names = [this] { m_presenter.setNames(m_arabic->text(), m_english->text()); };
    connect(m_english, &QLineEdit::textEdited, this, names);
    connect(m_arabic, &QLineEdit::textEdited, this, names);
    connect(m_key, &QLineEdit::textEdited, &m_presenter, &PresetEditorPresenter::setKey);
    connect(m_settings, &PresetSettingsView::changed, &m_presenter, &PresetEditorPresenter::setSettings);
    connect(m_duplicate, &QPushButton::clicked, &m_presenter, &PresetEditorPresenter::duplicate);
    connect(m_retire, &QPushButton::clicked, this, [this] { m_presenter.setRetired(!m_presenter.shown().retired); });
    connect(m_remove, &QPushButton::clicked, &m_presenter, &PresetEditorPresenter::remove);
    connect(m_revert, &QPushButton::clicked, &m_presenter, &PresetEditorPresenter::revert);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (m_presenter.save()) {
            m_notices->tell(Tone::Ok, [] { return tr("Saved."); });
        }
    });
}

void PresetEditorDialog::showPreset()
{
    const EncodePreset &preset = m_presenter.shown();
    const bool editable = m_presenter.access() == PresetAccess::Editable;
    const QString name = presetNameText(preset);
    m_title->setText(name.isEmpty() ? tr("New preset") : name);
    m_hint->setText(hint());
    for (const auto &[edit, text] : {std::pair{m_english, preset.nameEn}, {m_arabic, preset.nameAr}, {m_key, preset.key}}) {
        if (edit->text() != text) {
            edit->setText(text);
            edit->setCursorPosition(0); // a long one shows its beginning
        }
        edit->setReadOnly(!editable);
    }
    m_key->setReadOnly(!m_presenter.isNew());
    m_settings->show(m_presenter.settings());
    m_settings->setReadOnly(!editable);
    showButtons();
    selectShown();
}

void PresetEditorDialog::showButtons()
{
    const bool editable = m_presenter.access() == PresetAccess::Editable;
    const bool kept = editable && !m_presenter.isNew();
    const auto problem = m_presenter.problem();
    const bool dirty = editable && m_presenter.isDirty();
    m_problem->setText(dirty && problem ? presetErrorText(*problem) : QString());
    m_problem->setVisible(dirty && problem);
    m_save->setEnabled(dirty && !problem);
    m_revert->setEnabled(dirty);
    m_remove->setEnabled(kept);
    m_retire->setEnabled(kept);
    m_retire->setText(m_presenter.shown().retired ? tr("Offer again") : tr("Retire"));
    m_duplicate->setEnabled(m_presenter.mayWrite() && !m_presenter.isNew());
    m_export->setEnabled(!m_presenter.isNew());
    m_new->setEnabled(m_presenter.mayWrite());
    m_import->setEnabled(m_presenter.mayWrite());
}

QString PresetEditorDialog::hint() const
{
    const EncodePreset &preset = m_presenter.shown();
    switch (m_presenter.access()) {
    case PresetAccess::BuiltIn:
        return m_presenter.mayWrite() ? tr("Built in and the same on every desk. Duplicate it to make one of your own.")
                                      : tr("Built in and the same on every desk.");
    case PresetAccess::NoRight:
        return tr("Presets of the newsroom are edited by managing editors.");
    case PresetAccess::Editable:
        break;
    }
    if (m_presenter.isNew()) {
        return tr("Renditions are called by the short name; it stays as it is once saved.");
    }
    return preset.retired ? tr("Version %1, retired: it is not offered any more.").arg(preset.version)
                          : tr("Version %1. Other settings raise it, and renditions of older ones are out of date.").arg(preset.version);
}

void PresetEditorDialog::selectShown()
{
    const int row = m_presenter.isNew() ? -1 : m_model.rowOf(m_presenter.shown().key);
    const QSignalBlocker quiet(m_list->selectionModel());
    m_list->setCurrentIndex(row < 0 ? QModelIndex() : m_model.index(row));
    m_list->viewport()->update();
}

void PresetEditorDialog::chooseCurrent()
{
    const QString key = m_list->currentIndex().data(PresetListModel::KeyRole).toString();
    if (!key.isEmpty() && key != m_presenter.shown().key) {
        leaving([this, key] { m_presenter.choose(key); });
    }
}

void PresetEditorDialog::leaving(std::function<void()> then)
{
    if (!m_presenter.isDirty() || m_presenter.access() != PresetAccess::Editable) {
        then();
        return;
    }
    auto *question = new QMessageBox(this);
    question->setIcon(QMessageBox::Question);
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *leave = question->addButton(QString(), QMessageBox::DestructiveRole);
    auto *stay = question->addButton(QString(), QMessageBox::RejectRole);
    question->setDefaultButton(stay);
    followLanguage(*question, [question, leave, stay] {
        question->setWindowTitle(tr("Leave without saving?"));
        question->setText(tr("What you changed in this preset is not saved yet."));
        leave->setText(tr("Leave it"));
        stay->setText(tr("Go on editing"));
    });
    connect(leave, &QPushButton::clicked, this, [this, then = std::move(then)] {
        m_presenter.revert();
        then();
    });
    connect(question, &QMessageBox::finished, this, &PresetEditorDialog::selectShown);
    question->open();
}

void PresetEditorDialog::reject()
{
    leaving([this] { QDialog::reject(); });
}

void PresetEditorDialog::pickFile(bool toImport, bool onlyShown)
{
    auto *dialog = new FileDialog(toImport ? tr("Import presets") : tr("Export presets"),
                                  toImport ? QFileDialog::ExistingFile : QFileDialog::AnyFile, this);
    if (toImport) {
        dialog->setNameFilter(tr("Presets (%1)").arg(u"*.json"_s));
    } else {
        dialog->saveAs({{tr("Presets"), u"json"_s}}, onlyShown ? m_presenter.shown().key : u"presets"_s);
    }
    dialog->remember(m_presenter.desk().replica(), FileDialog::Purpose::Presets);
    connect(dialog, &QFileDialog::fileSelected, this, [this, toImport, onlyShown](const QString &path) {
        toImport ? importFrom(path) : exportTo(path, onlyShown);
    });
    dialog->open();
}

void PresetEditorDialog::tellPresetError(const Error &error)
{
    m_notices->tell(Tone::Danger, [error] { return presetErrorText(error); });
}

void PresetEditorDialog::importFrom(const QString &path)
{
    const auto taken = m_presenter.importFile(path);
    if (!taken.ok()) {
        tellPresetError(taken.error());
        return;
    }
    const int count = static_cast<int>(taken->made.size() + taken->changed.size());
    if (taken->refused.isEmpty()) {
        m_notices->tell(Tone::Ok, [count] { return tr("%n presets were imported.", nullptr, count); });
        return;
    }
    const auto refused = static_cast<int>(taken->refused.size());
    m_notices->tell(Tone::Warn, [refused, first = taken->refused.first()] {
        return tr("%n presets were not imported; the first is %1: %2", nullptr, refused).arg(isolate(first.first), presetErrorText(first.second));
    });
}

void PresetEditorDialog::exportTo(const QString &path, bool onlyShown)
{
    const auto written = m_presenter.exportFile(path, onlyShown);
    if (written.ok()) {
        m_notices->tell(Tone::Ok, [path] { return tr("Written to %1.").arg(pathText(path)); });
    } else {
        m_notices->tellError(written.error());
    }
}

void PresetEditorDialog::showGate()
{
    m_gate->clear();
    for (size_t i = 0; i < EnumNames<LoudnessGate>::names.size(); ++i) {
        m_gate->addItem(loudnessGateText(static_cast<LoudnessGate>(i)), static_cast<int>(i));
    }
    m_gate->setCurrentIndex(m_gate->findData(static_cast<int>(m_presenter.gate())));
    m_gate->setEnabled(m_presenter.mayWrite());
}

void PresetEditorDialog::retranslate()
{
    setWindowTitle(tr("Presets"));
    m_list->setAccessibleName(tr("Presets"));
    m_new->setText(tr("New"));
    m_import->setText(tr("Import…"));
    m_exportAll->setText(tr("Export all…"));
    m_exportAll->setToolTip(tr("All presets of the newsroom, in one file"));
    m_gateLabel->setText(tr("Before publishing"));
    m_gate->setAccessibleName(tr("What publishing asks of the sound"));
    m_gate->setToolTip(tr("An item with sound is published only when a rendition was measured at this loudness."));
    m_englishLabel->setText(tr("English name"));
    m_arabicLabel->setText(tr("Arabic name"));
    m_keyLabel->setText(tr("Short name"));
    m_english->setAccessibleName(m_englishLabel->text());
    m_arabic->setAccessibleName(m_arabicLabel->text());
    m_key->setAccessibleName(m_keyLabel->text());
    m_duplicate->setText(tr("Duplicate"));
    m_export->setText(tr("Export…"));
    m_remove->setText(tr("Remove"));
    m_revert->setText(tr("Revert"));
    m_save->setText(tr("Save"));
    m_model.retranslate();
    showGate();
    showPreset();
}

void PresetEditorDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
