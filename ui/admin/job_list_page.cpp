#include "ui/admin/job_list_page.h"

#include "ui/admin/job_text.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

namespace rawi {

namespace {

constexpr int kEveryMs = 4'000;

QString member(const QJsonObject &row, const char *name)
{
    return row.value(QLatin1StringView(name)).toString();
}

QString when(const QJsonObject &row, const char *name)
{
    return dateTimeText(timestampFromText(member(row, name)));
}

bool isOpen(const QJsonObject &job)
{
    const QString state = member(job, "state");
    return state == "pending"_L1 || state == "processing"_L1;
}

} // namespace

JobListPage::JobListPage(Desk &desk, QWidget *parent)
    : AdminListPage(
        desk, u"/api/v1/jobs"_s,
        {{u"kind"_s, [] { return tr("Work"); }, [](const QJsonObject &row) { return jobKindText(member(row, "kind")); }, {}, 190},
         {u"state"_s, [] { return tr("State"); }, [](const QJsonObject &row) { return jobStateText(member(row, "state")); }, {}, 120,
          TextSide::Start, [](const QJsonObject &row) { return jobStateTone(member(row, "state")); }},
         {u"progress"_s, [] { return tr("Done"); },
          [](const QJsonObject &row) { return permilleText(static_cast<int>(row.value("progress"_L1).toDouble() * 10)); }, {}, 80,
          TextSide::End},
         {u"attempts"_s, [] { return tr("Attempts"); },
          [](const QJsonObject &row) { return countText(row.value("attempts"_L1).toInteger()); }, {}, 90, TextSide::End},
         {u"created_at"_s, [] { return tr("Since"); }, [](const QJsonObject &row) { return when(row, "created_at"); }, {}, 200},
         {u"error"_s, [] { return tr("What went wrong"); },
          [](const QJsonObject &row) {
              const QJsonObject problem = row.value("error"_L1).toObject();
              return problem.isEmpty() ? QString() : errorText({errorCodeFromName(member(problem, "code")), {}, {}});
          },
          {}, 0}},
        {[] { return tr("Jobs of the server"); }, {}, [] { return tr("The server has no job"); },
         [] { return tr("What it works on by itself is listed here while it does and afterwards."); }, Icon::Layers},
        parent)
{
    addFilters();
    addActions();
    m_timer.setInterval(kEveryMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!model().isLoading() && !model().error()) {
            model().reload();
        }
    });
}

void JobListPage::addFilters()
{
    view().addFilter({u"state"_s, [] { return tr("Every state"); }, [] {
                          QList<std::pair<QString, QString>> states;
                          for (const QString &name : jobStates()) {
                              states.append({name, jobStateText(name)});
                          }
                          return states;
                      }});
    view().addFilter({u"kind"_s, [] { return tr("Every kind of work"); }, [] {
                          QList<std::pair<QString, QString>> kinds;
                          for (const QString &name : jobKinds()) {
                              kinds.append({name, jobKindText(name)});
                          }
                          return kinds;
                      }});
}

void JobListPage::addActions()
{
    using Needs = OfficeAction::Needs;
    view().addAction({u"replay"_s, Icon::Refresh, [] { return tr("Try again"); }, Needs::Some,
                      [this](const QList<QJsonObject> &rows) {
                          doTo(rows, u"replay"_s, [](int count) { return tr("%n jobs are tried again.", nullptr, count); });
                      },
                      [](const QJsonObject &job) { return member(job, "state") == "dead"_L1; }});
    view().addAction({u"cancel"_s, Icon::Stop, [] { return tr("Cancel the job…"); }, Needs::Some,
                      [this](const QList<QJsonObject> &rows) {
                          doTo(rows, u"cancel"_s, [](int count) { return tr("%n jobs were cancelled.", nullptr, count); });
                      },
                      isOpen,
                      [](const QList<QJsonObject> &rows) {
                          return tr("%n jobs end at once, and what they made so far is thrown away.", nullptr,
                                    static_cast<int>(rows.size()));
                      },
                      QKeySequence(Qt::Key_Delete)});
}

void JobListPage::doTo(const QList<QJsonObject> &jobs, const QString &verb, std::function<QString(int)> said)
{
    doToEach(
        jobs,
        [this, verb](const QJsonObject &job, const Done &done) {
            office().create(this, u"/api/v1/jobs/%1/%2"_s.arg(member(job, "id"), verb), {}, answerTo(done));
        },
        std::move(said));
}

void JobListPage::showEvent(QShowEvent *event)
{
    AdminListPage::showEvent(event);
    model().reload();
    m_timer.start();
}

void JobListPage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    AdminListPage::hideEvent(event);
}

} // namespace rawi
