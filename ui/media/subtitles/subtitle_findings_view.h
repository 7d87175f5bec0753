#pragma once

#include "ui/media/subtitles/subtitle_editor_model.h"
#include "ui/text/feature_words.h"

#include <QWidget>

class QPushButton;
class QTreeWidget;

namespace rawi {

// What is to be checked in the lines (punctuation, reading speed …), and mending it. Reads the lines only while it is
// seen. GUI thread.
class SubtitleFindingsView : public QWidget {
    Q_OBJECT

public:
    explicit SubtitleFindingsView(SubtitleEditorModel &model, QWidget *parent = nullptr);

    void setCurrentRow(int row) { m_row = row; } // which line "Fix this line" mends; -1 = none
    void refresh();
    void retranslate();

Q_SIGNALS:
    void rowChosen(int row);
    void told(const rawi::Words &text);

private:
    void fixLine();
    void fixAll();

    SubtitleEditorModel &m_model;
    int m_row = -1;
    QTreeWidget *m_list;
    QPushButton *m_fixLine;
    QPushButton *m_fixAll;
};

} // namespace rawi
