#pragma once

#include "core/desk/house/desk.h"

#include <QListWidget>

namespace rawi {

// What happened on this desk since it was opened, newest first, in words. GUI thread.
class LogView : public QListWidget {
    Q_OBJECT

public:
    explicit LogView(Desk &desk, QWidget *parent = nullptr);

    void add(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();

    Desk &m_desk;
};

} // namespace rawi
