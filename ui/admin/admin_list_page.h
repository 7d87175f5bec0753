#pragma once

#include "core/desk/house/desk.h"
#include "ui/kit/office_table_view.h"
#include "ui/kit/record_dialog.h"

class QVBoxLayout;

namespace rawi {

class NoticeBar;

// A room of the administration that is one list: the list, its actions, and a line that says what came of them. GUI thread.
class AdminListPage : public QWidget {
    Q_OBJECT

public:
    OfficeTableView &view() const { return *m_view; }
    OfficeListModel &model() const { return *m_model; }

protected:
    AdminListPage(Desk &desk, const QString &path, const QList<OfficeColumn> &columns, const OfficeTableView::Texts &texts,
                  QWidget *parent, const QString &idMember = u"id"_s);

    using Done = std::function<void(const Result<void> &)>;
    // Does `one` to each row, tells once what came of all, in the words of `said` when all went well, and reads again.
    void doToEach(const QList<QJsonObject> &rows, const std::function<void(const QJsonObject &row, const Done &done)> &one,
                  std::function<QString(int count)> said);
    // What `office` answers as a Done.
    static OfficeClient::Handler<OfficeRecord> answerTo(Done done);
    // Rows that are on or off, by their member `active`: how that looks, and two actions that change it.
    static bool isActive(const QJsonObject &row);
    static OfficeColumn activeColumn();
    void addSwitches(const std::function<void(const QList<QJsonObject> &rows, bool active)> &set);
    // A form in a window of its own; `submit` sends it and answers it. It closes and the list is read again when all went well.
    // What is typed into it is a draft of `row`, or of a new record, of this type; without a type it is not kept.
    RecordDialog *openForm(const QList<FormField> &fields, const RecordDialog::Texts &texts, const QString &type, const QJsonObject &row,
                           std::function<void(RecordDialog *)> submit);
    // What `submit` of a form gives as handler: answers the dialog and says so.
    OfficeClient::Handler<OfficeRecord> saved(RecordDialog *dialog, Words said);

    Desk &desk() const { return m_desk; }
    OfficeClient &office() const { return m_desk.office(); }
    NoticeBar &notices() const { return *m_notices; }
    QVBoxLayout &column() const { return *m_column; }

private:
    Desk &m_desk;
    OfficeListModel *m_model;
    OfficeTableView *m_view;
    NoticeBar *m_notices;
    QVBoxLayout *m_column;
};

} // namespace rawi
