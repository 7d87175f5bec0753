#include "ui/admin/jobs_page.h"

#include "ui/admin/job_text.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QBoxLayout>
#include <QEvent>
#include <QTabWidget>

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

bool isActive(const QJsonObject &schedule)
{
    return schedule.value("active"_L1).toBool();
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

ScheduleListPage::ScheduleListPage(Desk &desk, QWidget *parent)
    : AdminListPage(
        desk, u"/api/v1/schedules"_s,
        {{u"name"_s, [] { return tr("What is done"); }, [](const QJsonObject &row) { return jobKindText(member(row, "name")); }, {}, 0},
         {u"cron"_s, [] { return tr("When (cron)"); }, {}, {}, 150},
         {u"zone"_s, [] { return tr("Time zone"); }, {}, {}, 140},
         {u"active"_s, [] { return tr("State"); },
          [](const QJsonObject &row) { return isActive(row) ? tr("On") : tr("Off"); }, {}, 90, TextSide::Start,
          [](const QJsonObject &row) { return isActive(row) ? Tone::Ok : Tone::Warn; }},
         {u"last_slot"_s, [] { return tr("Last"); }, [](const QJsonObject &row) { return when(row, "last_slot"); }, {}, 200},
         {u"next_slot"_s, [] { return tr("Next"); },
          [](const QJsonObject &row) { return isActive(row) ? when(row, "next_slot") : QString(); }, {}, 200}},
        {[] { return tr("Schedules"); }, {}, [] { return tr("Nothing is scheduled"); },
         [] { return tr("What the server does again and again is listed here."); }, Icon::Calendar},
        parent, u"name"_s)
{
    addActions();
}

void ScheduleListPage::addActions()
{
    using Needs = OfficeAction::Needs;
    view().addAction({u"edit"_s, Icon::Pencil, [] { return tr("Change…"); }, Needs::One,
                      [this](const QList<QJsonObject> &rows) { edit(rows.first()); }});
    view().addAction({u"off"_s, Icon::Pause, [] { return tr("Switch off"); }, Needs::Some,
                      [this](const QList<QJsonObject> &rows) { setActive(rows, false); }, isActive});
    view().addAction({u"on"_s, Icon::Play, [] { return tr("Switch on"); }, Needs::Some,
                      [this](const QList<QJsonObject> &rows) { setActive(rows, true); },
                      [](const QJsonObject &row) { return !isActive(row); }});
}

void ScheduleListPage::edit(const QJsonObject &schedule)
{
    FormField cron{{u"cron"_s, FieldKind::Text, MergePolicy::Fixed, 200, {}}, [] { return tr("When (cron)"); }};
    cron.isRequired = true;
    cron.direction = Direction::LeftToRight;
    cron.hint = [] { return tr("Minute, hour, day, month, weekday: 30 4 * * 1-5 is half past four on weekdays."); };
    FormField zone{{u"zone"_s, FieldKind::Text, MergePolicy::Fixed, 100, {}}, [] { return tr("Time zone"); }};
    zone.isRequired = true;
    zone.direction = Direction::LeftToRight;
    zone.hint = [] { return tr("By its IANA name: Asia/Riyadh, Africa/Cairo, UTC."); };
    const FormField active{{u"active"_s, FieldKind::Boolean, MergePolicy::Fixed, 0, {}}, [] { return tr("Switched on"); }};
    openForm({cron, zone, active}, {[] { return tr("Change a schedule"); }, [] { return tr("Save"); }}, schedule,
             [this, schedule](RecordDialog *dialog) {
                 office().change(dialog, u"/api/v1/schedules/%1"_s.arg(member(schedule, "name")), dialog->form().changes(), {},
                                 saved(dialog, [] { return tr("The schedule was changed."); }));
             });
}

void ScheduleListPage::setActive(const QList<QJsonObject> &schedules, bool active)
{
    doToEach(
        schedules,
        [this, active](const QJsonObject &schedule, const Done &done) {
            office().change(this, u"/api/v1/schedules/%1"_s.arg(member(schedule, "name")), {{u"active"_s, active}}, {}, answerTo(done));
        },
        [active](int count) {
            return active ? tr("%n schedules were switched on.", nullptr, count) : tr("%n schedules were switched off.", nullptr, count);
        });
}

JobsPage::JobsPage(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_jobs(new JobListPage(desk, m_tabs))
    , m_schedules(new ScheduleListPage(desk, m_tabs))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->addWidget(m_tabs);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_jobs, QString());
    m_tabs->addTab(m_schedules, QString());
    retranslate();
}

void JobsPage::showSchedules()
{
    m_tabs->setCurrentWidget(m_schedules);
}

void JobsPage::retranslate()
{
    m_tabs->setTabText(0, tr("Jobs"));
    m_tabs->setTabText(1, tr("Schedules"));
    m_tabs->setAccessibleName(tr("Jobs and schedules"));
}

void JobsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
