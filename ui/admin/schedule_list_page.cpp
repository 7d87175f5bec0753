#include "ui/admin/schedule_list_page.h"

#include "ui/admin/job_text.h"
#include "ui/text/format_text.h"

namespace rawi {

namespace {

QString member(const QJsonObject &row, const char *name)
{
    return row.value(QLatin1StringView(name)).toString();
}

QString when(const QJsonObject &row, const char *name)
{
    return dateTimeText(timestampFromText(member(row, name)));
}

} // namespace

ScheduleListPage::ScheduleListPage(Desk &desk, QWidget *parent)
    : AdminListPage(
        desk, u"/api/v1/schedules"_s,
        {{u"name"_s, [] { return tr("Task"); }, [](const QJsonObject &row) { return jobKindText(member(row, "name")); }, {}, 0},
         {u"cron"_s, [] { return tr("When (cron)"); },
          [](const QJsonObject &row) { return signsLeftToRight(member(row, "cron")); }, {}, 150},
         {u"zone"_s, [] { return tr("Time zone"); }, {}, {}, 140},
         activeColumn(),
         {u"last_slot"_s, [] { return tr("Last"); }, [](const QJsonObject &row) { return when(row, "last_slot"); }, {}, 200},
         {u"next_slot"_s, [] { return tr("Next"); },
          [](const QJsonObject &row) { return isActive(row) ? when(row, "next_slot") : QString(); }, {}, 200}},
        {[] { return tr("Schedules"); }, {}, [] { return tr("Nothing is scheduled"); },
         [] { return tr("The server's recurring tasks are listed here."); }, Icon::Calendar},
        parent, u"name"_s)
{
    addActions();
}

void ScheduleListPage::addActions()
{
    using Needs = OfficeAction::Needs;
    view().addAction({u"edit"_s, Icon::Pencil, [] { return tr("Change…"); }, Needs::One,
                      [this](const QList<QJsonObject> &rows) { edit(rows.first()); }});
    addSwitches([this](const QList<QJsonObject> &rows, bool active) { setActive(rows, active); });
}

void ScheduleListPage::edit(const QJsonObject &schedule)
{
    FormField cron{{u"cron"_s, FieldKind::Text, MergePolicy::Fixed, 200, {}}, [] { return tr("When (cron)"); }};
    cron.isRequired = true;
    cron.direction = Direction::LeftToRight;
    cron.hint = [] { return tr("Minute, hour, day, month, weekday: %1 is half past four on weekdays.")
                            .arg(signsLeftToRight(u"30 4 * * 1-5"_s)); };
    FormField zone{{u"zone"_s, FieldKind::Text, MergePolicy::Fixed, 100, {}}, [] { return tr("Time zone"); }};
    zone.isRequired = true;
    zone.direction = Direction::LeftToRight;
    zone.hint = [] { return tr("By its IANA name: Asia/Riyadh, Africa/Cairo, UTC."); };
    const FormField active{{u"active"_s, FieldKind::Boolean, MergePolicy::Fixed, 0, {}}, [] { return tr("Switched on"); }};
    openForm({cron, zone, active}, {[] { return tr("Change a schedule"); }, [] { return tr("Save"); }}, {}, schedule,
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

} // namespace rawi
