#pragma once

#include "core/base/error.h"

#include <QJsonObject>

namespace rawi {

// How the worker speaks: one compact JSON object a line on stdout, plain words on stderr. Used by one thread.
class WorkerOutput {
public:
    enum class Form { Text, Json, JsonLines };
    explicit WorkerOutput(Form form) : m_form(form) {}

    Form form() const { return m_form; }
    // A result object, on stdout in either JSON form.
    void object(const QJsonObject &object) const;
    // Plain words on stderr, only in the text form.
    void say(const QString &text) const;
    // Json: {"error": {"code", "subject", "detail"}}; JsonLines: the same with "type": "error".
    void error(const Error &error) const;
    // Prepares the lines for when no memory or no time is left: then the process ends with exit code 2. From
    // now on it lives at most `seconds` of wall-clock; 0 = no limit.
    void armLastWords(const QString &subject, int seconds) const;

    // What error() says in a JSON form.
    QJsonObject errorObject(const Error &error) const;

private:
    Form m_form;
};

constexpr int kExitFailed = 2;

} // namespace rawi
