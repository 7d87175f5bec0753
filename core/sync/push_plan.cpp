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

PushPlan::Push PushPlan::next(const QUuid &client, const QList<Command> &commands)
{
    if (commands.isEmpty() || commands.first().n != m_alone) {
        m_isBlank = false;
    }
    const int most = m_isBlank ? 1 : m_most > 0 ? m_most : kMaxPushCommands;
    Push push{"{\"client\":\"" + uuidText(client).toLatin1() + "\",\"commands\":[", {}};
    for (const Command &command : commands) {
        const QJsonObject json = commandToJson(m_isBlank ? blankOf(command) : command);
        const QByteArray one = QJsonDocument(json).toJson(QJsonDocument::Compact);
        const bool isFirst = push.numbers.isEmpty();
        if (push.numbers.size() == most || (!isFirst && push.body.size() + one.size() > kMaxPushBytes)) {
            break;
        }
        push.body += (isFirst ? "" : ",") + one;
        push.numbers.append(command.n);
    }
    push.body += "]}";
    m_sent = push.numbers;
    return push;
}

Result<QList<PushResult>> PushPlan::taken(QList<PushResult> results)
{
    for (const qint64 n : std::as_const(m_sent)) {
        const auto answer = std::find_if(results.begin(), results.end(), [n](const PushResult &one) { return one.n == n; });
        if (answer == results.end()) {
            return Error{ErrorCode::CorruptData, u"results"_s, u"command %1 has no answer"_s.arg(n), SubjectKind::Code};
        }
        if (m_isBlank && !answer->applied) {
            answer->reason = m_reason;
        }
    }
    m_isBlank = false;
    m_alone = 0;
    m_most = m_most * 2 < kMaxPushCommands ? m_most * 2 : 0;
    return results;
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
            return {true, {PushResult{n, false, {}, m_reason}}};
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
