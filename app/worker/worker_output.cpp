#include "app/worker/worker_output.h"

#include "core/media/worker_lines.h"
#include "core/rules/plain.h"
#include "core/text/truncate.h"

#include <QJsonDocument>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>
#include <unistd.h>

namespace rawi {

namespace {

// Fixed memory: they are said when none can be had, or from a signal handler.
struct LastWords {
    std::array<char, 1024> text{};
    size_t length = 0;
    int descriptor = STDERR_FILENO;

    void prepare(const QByteArray &line, int where)
    {
        length = std::min<size_t>(size_t(line.size()), text.size());
        std::memcpy(text.data(), line.constData(), length);
        descriptor = where;
    }
    [[noreturn]] void say() const
    {
        const ssize_t written = ::write(descriptor, text.data(), length);
        ::_exit(written < 0 ? kExitFailed + 1 : kExitFailed);
    }
};
LastWords g_outOfMemory;
LastWords g_outOfTime;

void onTimeUp(int)
{
    g_outOfTime.say();
}

void onMemoryUp()
{
    g_outOfMemory.say();
}

} // namespace

void WorkerOutput::object(const QJsonObject &object) const
{
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);
}

void WorkerOutput::say(const QString &text) const
{
    if (m_form == Form::Text) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(text));
    }
}

QJsonObject WorkerOutput::errorObject(const Error &error) const
{
    const QJsonObject object{{u"error"_s, toJson(error)}};
    return m_form == Form::JsonLines ? workerLine(WorkerLine::Error, object) : object;
}

void WorkerOutput::error(const Error &error) const
{
    if (m_form == Form::Text) {
        std::fprintf(stderr, "rawi-media: %s\n", qUtf8Printable(error.toString()));
    } else {
        object(errorObject(error));
    }
}

void WorkerOutput::armLastWords(const QString &subject, int seconds) const
{
    const auto line = [&](const Error &error) -> QByteArray {
        return m_form == Form::Text ? "rawi-media: " + error.toString().toUtf8() + '\n'
                                    : QJsonDocument(errorObject(error)).toJson(QJsonDocument::Compact) + '\n';
    };
    const int where = m_form == Form::Text ? STDERR_FILENO : STDOUT_FILENO;
    const QString name = truncated(subject, 100);
    g_outOfMemory.prepare(line({ErrorCode::TooLarge, name, u"it needs more memory than a worker may use"_s}),
                          where);
    g_outOfTime.prepare(line({ErrorCode::Timeout, name, u"it takes longer than is allowed"_s, SubjectKind::File}), where);
    std::set_new_handler(onMemoryUp);
    std::signal(SIGXCPU, onTimeUp);
    std::signal(SIGALRM, onTimeUp);
    ::alarm(unsigned(seconds));
}

} // namespace rawi
