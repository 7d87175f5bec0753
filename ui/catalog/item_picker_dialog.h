#pragma once

#include "core/desk/house/desk.h"

#include <QDialog>
#include <QTimer>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace rawi {

// Finds items by their text to put them into a series. Shows the best matches only.
class ItemPickerDialog : public QDialog {
    Q_OBJECT

public:
    // `leaveOut`: items that are in the series already.
    ItemPickerDialog(Desk &desk, const QSet<QUuid> &leaveOut, QWidget *parent = nullptr);

Q_SIGNALS:
    void picked(const QList<QUuid> &items);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void search();
    QList<QUuid> chosen() const;

    Desk &m_desk;
    QSet<QUuid> m_leaveOut;
    QTimer m_pause;
    QLineEdit *m_text = nullptr;
    QListWidget *m_list = nullptr;
    QLabel *m_none = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace rawi
