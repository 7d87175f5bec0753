#pragma once

#include "core/rules/plain.h"

namespace rawi {

// What `rawi-media serve` is asked, an object a line: written by the desk, read by the worker.
struct ServeRequest {
    qint64 id = 0;         // chosen by who asks
    QStringList arguments; // as on the command line, the verb first
    bool kill = false;     // in place of arguments: what runs or waits under the id is to be ended
};
template <>
struct Describe<ServeRequest> {
    using Of = ServeRequest;
    static auto members()
    {
        return std::tuple{member("id", &Of::id, {.required = true, .least = 0, .most = qint64(1) << 53}),
                          member("arguments", &Of::arguments, {.whenSet = true}), member("kill", &Of::kill, {.whenSet = true})};
    }
};

// What it answers: each line that a request prints, then how that ended.
struct ServeAnswer {
    qint64 id = -1;
    std::optional<QJsonObject> line = {};
    std::optional<int> exit = {};
    std::optional<int> signal = {}; // in place of `exit`
    QString complaints = {};        // beside these: what it wrote to stderr last
};
template <>
struct Describe<ServeAnswer> {
    using Of = ServeAnswer;
    static auto members()
    {
        return std::tuple{member("id", &Of::id), member("line", &Of::line), member("exit", &Of::exit),
                          member("signal", &Of::signal), member("complaints", &Of::complaints, {.whenSet = true})};
    }
};

} // namespace rawi
