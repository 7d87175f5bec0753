#pragma once

#include "core/content/content_item.h"
#include "ui/kit/tone.h"

#include <QWidget>

class QPainter;

namespace rawi {

Tone contentStateTone(ContentState state);

// Paints a pill with its text inside `rect` at the layout's start (or, with `atEnd`, its end); answers how wide it is.
int paintPill(QPainter &painter, const QRect &rect, const QString &text, Tone tone, Qt::LayoutDirection layout,
              const QPalette &palette, bool atEnd = false, bool onPicture = false);

// A small coloured pill that names a state. GUI thread.
class StatePill : public QWidget {
    Q_OBJECT

public:
    explicit StatePill(QWidget *parent = nullptr);
    void setState(const QString &text, Tone tone);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Neutral;
};

} // namespace rawi
