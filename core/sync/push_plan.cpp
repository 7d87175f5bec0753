#include "core/sync/push_plan.h"

#include "core/protocol/messages.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi {

namespace {

// Well below the server's 8 MiB for a JSON body.
constexpr qsizetype kMaxPushBytes = 4 * 1024 * 1024;
constexpr int kTriesAlone = 3;

// An id of its own: the server must not take it for the command that it could not answer.
Command blankOf(const Command &command)
{
    Command blank = command;
    blank.id = QUuid::createUuidV5(command.id, u"blank"_s);
    blank.name = u"sync.blank"_s;
    blank.args = {};
    blank.base = {};
    return blank;
}

} // namespace

QByteArray PushPlan::next(const ClientPlace &place, const QList<Command> &commands)
{
    if (commands.isEmpty() || commands.first().n != m_alone) {
        m_isBlank = false;
    }
    m_place = place;
    m_sent.clear();
    const int most = m_isBlank ? 1 : m_most > 0 ? m_most : kMaxPushCommands;
    QByteArray body = "{\"client\":\"" + uuidText(place.client).toLatin1() + "\",\"commands\":[";
    for (const Command &command : commands) {
        Command placed = m_isBlank ? blankOf(command) : command;
        placed.client = place.client;
        placed.n = place.last + m_sent.size() + 1;
        const QByteArray one = QJsonDocument(commandToJson(placed)).toJson(QJsonDocument::Compact);
        const bool isFirst = m_sent.isEmpty();
        if (m_sent.size() == most || (!isFirst && body.size() + one.size() > kMaxPushBytes)) {
            break;
        }
        body += (isFirst ? "" : ",") + one;
        m_sent.append(command.n);
    }
    return m_sent.isEmpty() ? QByteArray() : body + "]}";
}

Result<PushPlan::Taken> PushPlan::taken(const QList<PushResult> &answers)
{
    Taken taken{{}, m_place.last + m_sent.size()};
    for (const qint64 n : std::as_const(m_sent)) {
        const qint64 wire = m_place.last + taken.results.size() + 1;
        const auto answer = std::find_if(answers.begin(), answers.end(), [wire](const PushResult &one) { return one.n == wire; });
        if (answer == answers.end()) {
            return Error{ErrorCode::CorruptData, u"results"_s, u"command %1 has no answer"_s.arg(wire), SubjectKind::Code};
        }
        taken.results.append(*answer);
        taken.results.last().n = n;
        if (m_isBlank && !answer->applied) {
            taken.results.last().reason = m_reason;
        }
    }
    m_isBlank = false;
    m_alone = 0;
    m_most = m_most * 2 < kMaxPushCommands ? m_most * 2 : 0;
    return taken;
}

PushPlan::Failed PushPlan::failed(const Error &error)
{
    if (!isAlone()) {
        m_most = static_cast<int>(std::max<qsizetype>(m_sent.size() / 2, 1));
        return {true, {}};
    }
    const qint64 n = m_sent.first();
    if (m_isBlank) {
        m_isBlank = false;
        m_tries = 0;
        if (error.code == ErrorCode::StateConflict) { // another command has this number there: this one itself
            return {true, {{PushResult{n, false, {}, m_reason}}, m_place.last + 1}};
        }
        return {};
    }
    m_tries = m_alone == n ? m_tries + 1 : 1;
    m_alone = n;
    m_reason = error;
    m_isBlank = m_tries >= kTriesAlone;
    return {m_isBlank, {}};
}

} // namespace rawi
