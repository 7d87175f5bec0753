#pragma once

#include "ui/media/subtitles/subtitle_editor_presenter.h"
#include "ui/text/feature_words.h"

class QWidget;

namespace rawi {

// The dialogs of the subtitle editor over whole tracks: files in and out, shifting and fitting all lines. GUI thread.
class SubtitleFiles : public QObject {
    Q_OBJECT

public:
    // `window` is what the dialogs stand over, and owns this.
    SubtitleFiles(SubtitleEditorPresenter &presenter, QWidget &window);

    void importInto(SubtitleSide side);
    void exportFrom(SubtitleSide side);
    void sync();

Q_SIGNALS:
    void told(const rawi::Words &text);
    void failed(const rawi::Error &error);

private:
    static QString notesText(const QList<ParseNote> &notes);

    SubtitleEditorPresenter &m_presenter;
    QWidget &m_window;
};

} // namespace rawi
