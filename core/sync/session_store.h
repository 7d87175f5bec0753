#pragma once

#include "core/sync/sync_engine.h"

namespace rawi {

// Keeps a desk's tokens in DIR/session.json, readable by its owner only. Any thread, one at a time.
class SessionStore {
public:
    explicit SessionStore(const QString &directory);
    // Nothing when nobody is signed in or the file is not readable as a session.
    std::optional<SessionInfo> load() const;
    // Errors: IoError, naming the file.
    Result<void> save(const SessionInfo &session) const;
    void remove() const;

private:
    QString m_path;
};

} // namespace rawi
