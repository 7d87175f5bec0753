#pragma once

#include "core/desk/house/desk.h"
#include "core/office/office_client.h"
#include "ui/kit/record_form.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rawi {

class NoticeBar;

// What the newsroom agreed on, kept on the server (/api/v1/workspace/settings). GUI thread.
class ServerSettingsPage : public QWidget {
    Q_OBJECT

public:
    explicit ServerSettingsPage(Desk &desk, QWidget *parent = nullptr);

    RecordForm &form() { return *m_form; }
    QPushButton *saveButton() const { return m_save; }
    void read();

Q_SIGNALS:
    void answered(); // something was read or saved, or was not

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void save();
    void take(const Result<OfficeRecord> &record, bool saved);
    void updateButtons();
    void retranslate();

    Desk &m_desk;
    QLabel *m_title;
    QLabel *m_lead;
    RecordForm *m_form;
    QPushButton *m_save;
    QPushButton *m_reset;
    NoticeBar *m_notices;
    bool m_read = false;
    quint64 m_call = 0;
};

} // namespace rawi
