#include "app/server/json_log.h"

#include "core/base/literals.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

namespace rawi::server {

namespace {

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "info";
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QJsonObject line{{u"time"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                           {u"level"_s, QLatin1StringView(levelName(type))},
                           {u"category"_s, QLatin1StringView(context.category)},
                           {u"msg"_s, message}};
    // One write a line: lines of several threads do not mix.
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    const ssize_t written = ::write(STDERR_FILENO, text.constData(), static_cast<size_t>(text.size()));
    static_cast<void>(written); // nowhere left to complain
}

} // namespace

void installJsonLog()
{
    qInstallMessageHandler(writeLine);
}

} // namespace rawi::server
