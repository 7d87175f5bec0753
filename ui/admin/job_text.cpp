#include "ui/admin/job_text.h"

#include "core/base/literals.h"
#include "core/text/direction.h"

#include <QCoreApplication>
#include <QList>

namespace rawi {

namespace {

struct JobText {
    Q_DECLARE_TR_FUNCTIONS(JobText)
};

using Names = QList<std::pair<const char *, const char *>>;

const Names &kinds()
{
    static const Names names{
        {"upload", QT_TRANSLATE_NOOP("JobText", "Importing a film")},
        {"transcode", QT_TRANSLATE_NOOP("JobText", "Encoding")},
        {"analyze", QT_TRANSLATE_NOOP("JobText", "Checking a film")},
        {"verify", QT_TRANSLATE_NOOP("JobText", "Checking what was uploaded")},
        {"media.sweep", QT_TRANSLATE_NOOP("JobText", "Clearing away given-up uploads")},
        {"media.sweep_replaced", QT_TRANSLATE_NOOP("JobText", "Clearing away replaced files")},
        {"jobs.forget", QT_TRANSLATE_NOOP("JobText", "Clearing away old jobs")},
        {"events.forget", QT_TRANSLATE_NOOP("JobText", "Clearing away old events")},
        {"feed.forget", QT_TRANSLATE_NOOP("JobText", "Clearing away old changes")},
        {"backup", QT_TRANSLATE_NOOP("JobText", "Backup")},
        {"webhook.deliver", QT_TRANSLATE_NOOP("JobText", "Notifying another server")},
    };
    return names;
}

const Names &states()
{
    static const Names names{
        {"pending", QT_TRANSLATE_NOOP("JobText", "Waiting")},     {"processing", QT_TRANSLATE_NOOP("JobText", "Running")},
        {"completed", QT_TRANSLATE_NOOP("JobText", "Done")},      {"failed", QT_TRANSLATE_NOOP("JobText", "Failed")},
        {"cancelled", QT_TRANSLATE_NOOP("JobText", "Cancelled")}, {"dead", QT_TRANSLATE_NOOP("JobText", "Given up")},
    };
    return names;
}

const Names &deliveries()
{
    static const Names names{
        {"pending", QT_TRANSLATE_NOOP("JobText", "Waiting")},
        {"delivered", QT_TRANSLATE_NOOP("JobText", "Delivered")},
        {"dead", QT_TRANSLATE_NOOP("JobText", "Given up")},
    };
    return names;
}

const Names &events()
{
    static const Names names{
        {"*", QT_TRANSLATE_NOOP("JobText", "Everything")},
        {"content.*", QT_TRANSLATE_NOOP("JobText", "Items: everything")},
        {"content.created", QT_TRANSLATE_NOOP("JobText", "An item was made")},
        {"content.updated", QT_TRANSLATE_NOOP("JobText", "An item was changed")},
        {"content.published", QT_TRANSLATE_NOOP("JobText", "An item was published")},
        {"media.processed", QT_TRANSLATE_NOOP("JobText", "A film is ready")},
        {"user.*", QT_TRANSLATE_NOOP("JobText", "People: everything")},
        {"job.completed", QT_TRANSLATE_NOOP("JobText", "A job has ended")},
        {"scheduled.task", QT_TRANSLATE_NOOP("JobText", "A schedule has run")},
        {"error.occurred", QT_TRANSLATE_NOOP("JobText", "Something went wrong")},
    };
    return names;
}

QString textOf(const Names &names, const QString &name)
{
    for (const auto &[known, words] : names) {
        if (name == QLatin1StringView(known)) {
            return JobText::tr(words);
        }
    }
    return isolate(name);
}

QStringList namesOf(const Names &names)
{
    QStringList all;
    for (const auto &one : names) {
        all.append(QLatin1StringView(one.first));
    }
    return all;
}

} // namespace

QString jobKindText(const QString &kind)
{
    return textOf(kinds(), kind);
}

QString jobStateText(const QString &state)
{
    return textOf(states(), state);
}

Tone jobStateTone(const QString &state)
{
    if (state == "dead"_L1 || state == "failed"_L1) {
        return Tone::Danger;
    }
    if (state == "processing"_L1) {
        return Tone::Info;
    }
    return state == "completed"_L1 || state == "delivered"_L1 ? Tone::Ok : Tone::Neutral;
}

QString deliveryStateText(const QString &state)
{
    return textOf(deliveries(), state);
}

QString eventNameText(const QString &type)
{
    return textOf(events(), type);
}

QStringList jobKinds()
{
    return namesOf(kinds());
}

QStringList jobStates()
{
    return namesOf(states());
}

QStringList deliveryStates()
{
    return namesOf(deliveries());
}

QStringList eventNames()
{
    return namesOf(events());
}

} // namespace rawi
