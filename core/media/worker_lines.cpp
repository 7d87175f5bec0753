#include "core/media/worker_lines.h"

#include <QJsonDocument>

namespace rawi {

std::optional<Error> workerError(const QJsonObject &object)
{
    QJsonObject said = object.value(QLatin1StringView("error")).toObject();
    if (said.isEmpty() && object.value(QLatin1StringView("type")).toString() == QLatin1StringView("error")) {
        said = object;
    }
    if (said.isEmpty()) {
        return {};
    }
    return Error{errorCodeFromName(said.value(QLatin1StringView("code")).toString()),
                 said.value(QLatin1StringView("subject")).toString(),
                 said.value(QLatin1StringView("detail")).toString()};
}

Result<void> WorkerLines::take(const QByteArray &bytes, bool ended, const Listener &listener)
{
    m_buffer += bytes;
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0 || (ended && !m_buffer.isEmpty()); end = m_buffer.indexOf('\n')) {
        const QByteArray text = end < 0 ? m_buffer : m_buffer.left(end);
        m_buffer.remove(0, end < 0 ? m_buffer.size() : end + 1);
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        if (!object.isEmpty()) {
            take(object);
            RAWI_TRY(listener ? listener(object) : Result<void>());
        }
    }
    if (m_buffer.size() > m_longest) {
        m_buffer.clear();
        return Error{ErrorCode::WorkerCrashed, {}, QStringLiteral("the media worker prints without end")};
    }
    return {};
}

std::optional<Error> WorkerLines::verdict(bool crashed, int exitCode) const
{
    if (auto said = workerError(m_last)) {
        return said;
    }
    if (crashed || exitCode != 0) {
        return Error{ErrorCode::WorkerCrashed, {}, QStringLiteral("the media worker ended with %1 %2")
                         .arg(crashed ? QStringLiteral("signal") : QStringLiteral("exit code")).arg(exitCode)};
    }
    return {};
}

} // namespace rawi
