#pragma once

#include "core/desk/house/desk.h"

#include <QListWidget>

namespace rawi {

// The presets that are offered, each with a tick. GUI thread.
class PresetChecksView : public QListWidget {
    Q_OBJECT

public:
    explicit PresetChecksView(Desk &desk, QWidget *parent = nullptr);

    QStringList chosen() const; // keys, in the list's order
    void setChosen(const QStringList &keys);

Q_SIGNALS:
    void chosenChanged(); // by the user

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    Desk &m_desk;
};

} // namespace rawi
