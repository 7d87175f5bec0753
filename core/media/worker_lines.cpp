#include "core/media/worker_lines.h"

#include <QJsonDocument>

namespace rawi {

namespace {

constexpr QLatin1StringView kType("type");

bool isOfType(const QJsonObject &line, WorkerLine type)
{
    return line.value(kType).toString() == enumText(type);
}

} // namespace

QJsonObject workerLine(WorkerLine type, QJsonObject said)
{
    said.insert(kType, enumText(type));
    return said;
}

std::optional<EncodeProgress> workerProgress(const QJsonObject &line)
{
    return isOfType(line, WorkerLine::Progress) ? std::optional(fromJson<EncodeProgress>(line)) : std::nullopt;
}

std::optional<Error> workerError(const QJsonObject &object)
{
    QJsonObject said = object.value("error"_L1).toObject();
    if (said.isEmpty() && isOfType(object, WorkerLine::Error)) {
        said = object;
    }
    return said.isEmpty() ? std::nullopt : std::optional(fromJson<Error>(said));
}

Result<void> WorkerLines::take(const QByteArray &bytes, bool ended, const Listener &listener)
{
    m_buffer += bytes;
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0 || (ended && !m_buffer.isEmpty()); end = m_buffer.indexOf('\n')) {
        const QByteArray text = end < 0 ? m_buffer : m_buffer.first(end);
        m_buffer.remove(0, end < 0 ? m_buffer.size() : end + 1);
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        if (!object.isEmpty()) {
            take(object);
            RAWI_TRY(listener ? listener(object) : Result<void>());
        }
    }
    if (m_buffer.size() > m_longest) {
        m_buffer.clear();
        return Error{ErrorCode::WorkerCrashed, {}, u"the media worker prints without end"_s};
    }
    return {};
}

std::optional<Error> WorkerLines::verdict(bool crashed, int exitCode) const
{
    if (auto said = workerError(m_last)) {
        return said;
    }
    if (crashed || exitCode != 0) {
        return Error{
            ErrorCode::WorkerCrashed,
            {},
            u"the media worker ended with %1 %2"_s.arg(crashed ? u"signal"_s : u"exit code"_s).arg(exitCode)};
    }
    return {};
}

} // namespace rawi
