#pragma once

#include "core/text/direction.h"

#include <QLineEdit>
#include <QTextEdit>

namespace rawi {

// A one-line field whose base direction belongs to the field (the Arabic title, the English title) and not to
// the window. The cursor moves as it looks. GUI thread.
class DirectionalLineEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit DirectionalLineEdit(Direction direction, QWidget *parent = nullptr);
    Direction direction() const { return m_direction; }

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override; // files are no text: they are for what stands around it

private:
    Direction m_direction;
};

// The same for a text of several lines: plain text, Tab leaves the field. GUI thread.
class DirectionalTextEdit : public QTextEdit {
    Q_OBJECT

public:
    explicit DirectionalTextEdit(Direction direction, QWidget *parent = nullptr);
    Direction direction() const { return m_direction; }

protected:
    void changeEvent(QEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

private:
    void applyDirection();
    Direction m_direction;
};

} // namespace rawi
