#pragma once

#include "app/server/server_data.h"
#include "core/base/clock.h"

#include <memory>

namespace rawi::server {

// A running server: everything constructed and wired, from the database to the edge. Belongs to the main thread.
class ServerProcess {
public:
    static Result<std::unique_ptr<ServerProcess>> start(const ServerOptions &options, const Clock &clock);
    // No new requests, those under way are answered, PostgreSQL is shut down: within 10 s, nothing lost.
    ~ServerProcess();

    // Of each address, "http://HOST:PORT" or "https://…".
    QStringList urls() const;
    // Starts the private PostgreSQL again when it ended; requests meanwhile are answered 503. False when it does not come
    // back. Often called.
    bool keepDatabase();
    // Reads the TLS certificate again.
    void reload();

private:
    struct Private;
    explicit ServerProcess(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace rawi::server
