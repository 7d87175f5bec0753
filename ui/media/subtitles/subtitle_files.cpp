#include "ui/media/subtitles/subtitle_files.h"

#include "ui/kit/file_dialog.h"
#include "ui/media/subtitles/subtitle_sync_dialog.h"

#include <QLocale>

namespace rawi {

SubtitleFiles::SubtitleFiles(SubtitleEditorPresenter &presenter, QWidget &window)
    : QObject(&window), m_presenter(presenter), m_window(window)
{
}

void SubtitleFiles::sync()
{
    const SubtitleEditorModel &model = m_presenter.model();
    if (model.rowCount() == 0) {
        return;
    }
    const auto startOf = [&](int row) { return model.index(row, 0).data(SubtitleEditorModel::StartMsRole).toLongLong(); };
    auto *dialog = new SubtitleSyncDialog(startOf(0), startOf(model.rowCount() - 1), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Result<void> moved = dialog->isShift() ? m_presenter.model().shiftAll(dialog->shiftMs())
                                                     : m_presenter.model().scaleAll(dialog->first(), dialog->last());
        if (!moved.ok()) {
            Q_EMIT failed(moved.error());
        }
    });
    dialog->open();
}

QString SubtitleFiles::notesText(const QList<ParseNote> &notes)
{
    constexpr qsizetype kShown = 3;
    const QStringList reasons{tr("text that belongs to no subtitle was left out"),
                              tr("characters that cannot be read"),
                              tr("a drawing was left out"),
                              tr("invisible marks among the times were passed over"),
                              tr("another arrow was read as -->"),
                              tr("formatting that cannot be kept was removed")};
    QStringList lines;
    for (const ParseNote &note : notes.first(std::min(kShown, notes.size()))) {
        lines.append(tr("Line %1: %2.").arg(QLocale().toString(note.line), reasons.at(static_cast<qsizetype>(note.kind))));
    }
    if (notes.size() > kShown) {
        lines.append(tr("And %n more line(s).", nullptr, static_cast<int>(notes.size() - kShown)));
    }
    return lines.join(u' ');
}

void SubtitleFiles::importInto(SubtitleSide side)
{
    auto *dialog = new FileDialog(tr("Import subtitles: %1").arg(m_presenter.model().languageName(side)), QFileDialog::ExistingFile, &m_window);
    dialog->setNameFilter(tr("Subtitles (%1)").arg(u"*.srt *.vtt *.ass *.ssa"_s));
    dialog->remember(m_presenter.desk().replica(), FileDialog::Purpose::Subtitles);
    connect(dialog, &QFileDialog::fileSelected, this, [this, side](const QString &path) {
        const Result<SubtitleFile> file = m_presenter.importFile(path, side);
        if (!file.ok()) {
            Q_EMIT failed(file.error());
            return;
        }
        Q_EMIT told([lines = static_cast<int>(file->cues.size()), notes = file->notes] {
            return notes.isEmpty() ? tr("Read %n line(s).", nullptr, lines) : tr("Read %n line(s). %1", nullptr, lines).arg(notesText(notes));
        });
    });
    dialog->open();
}

void SubtitleFiles::exportFrom(SubtitleSide side)
{
    auto *dialog = new FileDialog(tr("Export subtitles: %1").arg(m_presenter.model().languageName(side)), QFileDialog::AnyFile, &m_window);
    dialog->saveAs({{u"WebVTT"_s, u"vtt"_s}, {u"SubRip"_s, u"srt"_s}}, m_presenter.fileName(side));
    dialog->remember(m_presenter.desk().replica(), FileDialog::Purpose::Subtitles);
    connect(dialog, &QFileDialog::fileSelected, this, [this, side](const QString &path) {
        if (const Result<void> written = m_presenter.exportFile(path, side); !written.ok()) {
            Q_EMIT failed(written.error());
        }
    });
    dialog->open();
}

} // namespace rawi
