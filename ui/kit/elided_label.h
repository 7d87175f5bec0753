#pragma once

#include <QWidget>

namespace rawi {

// One line of text, or a few, elided to the room there is, in the text's own direction and on the layout's side;
// the whole text is its tool tip when it does not fit. GUI thread.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    enum class Tone { Plain, Muted, Strong, Heading };

    explicit ElidedLabel(const QString &text = {}, Tone tone = Tone::Plain, QWidget *parent = nullptr);
    void setText(const QString &text);
    QString text() const { return m_text; }
    Tone tone() const { return m_tone; }
    void setMaxLines(int lines);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QFont textFont() const;
    void updateToolTip();

    QString m_text;
    Tone m_tone;
    int m_maxLines = 1;
};

} // namespace rawi
