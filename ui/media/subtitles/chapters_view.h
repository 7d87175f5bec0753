#pragma once

#include "ui/media/subtitles/subtitle_editor_presenter.h"
#include "ui/text/feature_words.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rawi {

class DirectionalTextEdit;

// The chapters of an asset as text, Arabic and English side by side: "00:00 Title" a line. GUI thread.
class ChaptersView : public QWidget {
    Q_OBJECT

public:
    explicit ChaptersView(SubtitleEditorPresenter &presenter, QWidget *parent = nullptr);
    void reload();
    void retranslate();

Q_SIGNALS:
    void told(const rawi::Words &text);
    void failed(const rawi::Error &error);

private:
    void save();

    SubtitleEditorPresenter &m_presenter;
    QLabel *m_advice;
    DirectionalTextEdit *m_arabic;
    DirectionalTextEdit *m_english;
    QPushButton *m_save;
};

} // namespace rawi
