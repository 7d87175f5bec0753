#include "ui/admin/admin_list_page.h"

#include "ui/kit/notice_bar.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QBoxLayout>

namespace rawi {

AdminListPage::AdminListPage(Desk &desk, const QString &path, const QList<OfficeColumn> &columns,
                             const OfficeTableView::Texts &texts, QWidget *parent, const QString &idMember)
    : QWidget(parent)
    , m_desk(desk)
    , m_model(new OfficeListModel(desk.office(), path, columns, this, idMember))
    , m_view(new OfficeTableView(*m_model, texts, this))
    , m_notices(new NoticeBar(this))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_view, 1);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(14, 4, 14, 8);
    row->addWidget(m_notices);
    m_column->addLayout(row);
}

void AdminListPage::doToEach(const QList<QJsonObject> &rows,
                             const std::function<void(const QJsonObject &, const Done &)> &one,
                             std::function<QString(int)> said)
{
    struct Tally {
        int open = 0;
        int refused = 0;
        Error first;
    };
    const auto tally = std::make_shared<Tally>();
    const int count = static_cast<int>(rows.size());
    tally->open = count;
    const Done done = [this, tally, count, said = std::move(said)](const Result<void> &result) {
        if (!result && tally->refused++ == 0) {
            tally->first = result.error();
        }
        if (--tally->open > 0) {
            return;
        }
        if (tally->refused == 0) {
            m_notices->tell(Tone::Ok, [said, count] { return said(count); });
        } else if (count == 1) {
            m_notices->tellError(tally->first);
        } else {
            m_notices->tell(Tone::Danger, [tally, count] {
                return tr("%n of %1 were refused. %2", "rows, the first cause", tally->refused).arg(countText(count), errorText(tally->first));
            });
        }
        m_model->reload();
    };
    for (const QJsonObject &row : rows) {
        one(row, done);
    }
}

OfficeClient::Handler<OfficeRecord> AdminListPage::answerTo(Done done)
{
    return [done = std::move(done)](const Result<OfficeRecord> &record) {
        done(record ? Result<void>() : Result<void>(record.error()));
    };
}

bool AdminListPage::isActive(const QJsonObject &row)
{
    return row.value("active"_L1).toBool();
}

OfficeColumn AdminListPage::activeColumn()
{
    return {u"active"_s, [] { return tr("State"); }, [](const QJsonObject &row) { return isActive(row) ? tr("On") : tr("Off"); },
            {}, 90, TextSide::Start, [](const QJsonObject &row) { return isActive(row) ? Tone::Ok : Tone::Warn; }};
}

void AdminListPage::addSwitches(const std::function<void(const QList<QJsonObject> &, bool)> &set)
{
    using Needs = OfficeAction::Needs;
    m_view->addAction({u"off"_s, Icon::Pause, [] { return tr("Switch off"); }, Needs::Some,
                       [set](const QList<QJsonObject> &rows) { set(rows, false); }, isActive});
    m_view->addAction({u"on"_s, Icon::Play, [] { return tr("Switch on"); }, Needs::Some,
                       [set](const QList<QJsonObject> &rows) { set(rows, true); },
                       [](const QJsonObject &row) { return !isActive(row); }});
}

RecordDialog *AdminListPage::openForm(const QList<FormField> &fields, const RecordDialog::Texts &texts, const QString &type,
                                      const QJsonObject &row, std::function<void(RecordDialog *)> submit)
{
    auto *dialog = new RecordDialog(fields, texts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->form().setRecord(row);
    if (!type.isEmpty()) {
        dialog->form().keepIn({m_desk.drafts(), m_desk.clock(), type, uuidFromText(row.value("id"_L1).toString())});
    }
    connect(dialog, &RecordDialog::submitted, dialog, [dialog, submit = std::move(submit)] { submit(dialog); });
    // Also when it was given up after it was sent: nobody knows what came of it.
    connect(dialog, &QDialog::finished, m_model, &OfficeListModel::reload);
    dialog->open();
    return dialog;
}

OfficeClient::Handler<OfficeRecord> AdminListPage::saved(RecordDialog *dialog, Words said)
{
    return [this, dialog, said = std::move(said)](const Result<OfficeRecord> &record) {
        dialog->answer(record);
        if (record.ok()) {
            m_notices->tell(Tone::Ok, said);
        }
    };
}

} // namespace rawi
