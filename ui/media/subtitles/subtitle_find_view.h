#pragma once

#include "ui/media/subtitles/subtitle_editor_model.h"
#include "ui/text/feature_words.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace rawi {

// Find and replace in one column of the subtitle editor. GUI thread.
class SubtitleFindView : public QWidget {
    Q_OBJECT

public:
    explicit SubtitleFindView(SubtitleEditorModel &model, QWidget *parent = nullptr);
    void setCurrentRow(int row) { m_row = row; }
    void retranslate();

Q_SIGNALS:
    void found(int row);
    void told(const rawi::Words &text);
    void failed(const rawi::Error &error);

private:
    SubtitleSide side() const;
    MatchMode mode() const;
    void next();
    void replaceAll();

    SubtitleEditorModel &m_model;
    int m_row = -1;
    QComboBox *m_side;
    QLineEdit *m_needle;
    QLineEdit *m_replacement;
    QCheckBox *m_folded;
    QPushButton *m_next;
    QPushButton *m_replace;
};

} // namespace rawi
