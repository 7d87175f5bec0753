// What the subtitle editor does with its tracks: which are edited, saving, files in and out.
#include "core/text/language_name.h"
#include "ui/kit/directional_edit.h"
#include "ui/media/subtitles/subtitle_editor_view.h"
#include "ui/media/subtitles/subtitle_find_view.h"
#include "ui/media/subtitles/subtitle_sync_dialog.h"
#include "ui/media/subtitles/waveform_strip.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLocale>
#include <QTableView>

#include <algorithm>

namespace rawi {

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

void SubtitleEditorView::sync()
{
    const SubtitleEditorModel &model = m_presenter.model();
    if (model.rowCount() == 0) {
        return;
    }
    const auto startOf = [&](int row) { return model.index(row, 0).data(SubtitleEditorModel::StartMsRole).toLongLong(); };
    auto *dialog = new SubtitleSyncDialog(startOf(0), startOf(model.rowCount() - 1), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Result<void> moved = dialog->isShift() ? m_presenter.model().shiftAll(dialog->shiftMs())
                                                     : m_presenter.model().scaleAll(dialog->first(), dialog->last());
        if (!moved.ok()) {
            tellError(moved.error());
        }
    });
    dialog->open();
}

void SubtitleEditorView::importFile()
{
    const SubtitleSide side = m_presenter.model().isProtected(SubtitleSide::Arabic) || m_english->hasFocus()
        ? SubtitleSide::English
        : SubtitleSide::Arabic;
    auto *dialog = new QFileDialog(this, tr("Import subtitles: %1").arg(m_presenter.model().languageName(side)),
                                   {}, tr("Subtitles (*.srt *.vtt *.ass *.ssa)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, side](const QString &path) {
        const Result<SubtitleFile> file = m_presenter.importFile(path, side);
        if (!file.ok()) {
            tellError(file.error());
        } else if (!file->notes.isEmpty()) {
            tell(tr("Read %n line(s), with something left out near line %1.", nullptr, static_cast<int>(file->cues.size()))
                     .arg(file->notes.first().line));
        } else {
            tell(tr("Read %n line(s).", nullptr, static_cast<int>(file->cues.size())));
        }
    });
    dialog->open();
}

void SubtitleEditorView::exportFile()
{
    const SubtitleSide side = m_english->hasFocus() ? SubtitleSide::English : SubtitleSide::Arabic;
    auto *dialog = new QFileDialog(this, tr("Export subtitles: %1").arg(m_presenter.model().languageName(side)),
                                   {}, tr("WebVTT (*.vtt);;SubRip (*.srt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"vtt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, side](const QString &path) {
        if (const Result<void> written = m_presenter.exportFile(path, side); !written.ok()) {
            tellError(written.error());
        }
    });
    dialog->open();
}

void SubtitleEditorView::save()
{
    const int row = currentRow();
    if (const Result<void> saved = m_presenter.save(); !saved.ok()) {
        tellError(saved.error());
        return;
    }
    showRow(std::min(row, m_presenter.model().rowCount() - 1));
    tell(tr("The subtitles are saved."));
}

} // namespace rawi
