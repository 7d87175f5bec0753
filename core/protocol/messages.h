#pragma once

#include "core/rules/command.h"
#include "core/rules/rule_book.h"

namespace rawi {

// Wire versions. The server serves kProtocolMax and the one before; `schema` counts changes of the described
// types.
inline constexpr int kProtocolMin = 1;
inline constexpr int kProtocolMax = 1;
inline constexpr int kSchemaVersion = 8;
// The header of every sync request ("X-Rawi-Protocol: 1"); absent or out of range → UpgradeRequired (426).
inline constexpr const char *kProtocolHeader = "X-Rawi-Protocol";
inline constexpr const char *kWebSocketProtocol = "rawi.v1";
inline constexpr int kMaxPushCommands = 200;
inline constexpr int kMaxHelloCommands = 10'000;
inline constexpr int kMaxPullRows = 1000;
inline constexpr int kMaxSnapshotRows = 2000;

// POST /api/v1/sync/hello
//   {"client": uuid, "protocol": [min, max], "schema": S, "cursor": {…}?, "commands": [uuid…]?}
//   200 {"protocol": P, "schema": S, "head": {…}, "client": {"yours": bool, "last_n": N, "last_command": uuid|null}|null,
//        "cursor": "known"|"unknown"|"expired", "known": [uuid…]}
//     what the server remembers of this desk: the last number and its command, and whether it was this person's; whether its
//     feed holds the cursor ("unknown": a restored server, or another one); which of the commands this person has pushed
// POST /api/v1/sync/push
//   {"client": uuid, "commands": [command…]}            n ascending, gapless; at most kMaxPushCommands. A command is known by
//     its id, whatever its client and number were: it is answered again, and not applied
//   200 {"results": [{"n", "id", "applied": bool, "result": {}, "error": problem?}], "cursor": {"epoch","seq","nonce"}}
//   409 sequence_gap {"expected_n": N}
// GET /api/v1/sync/pull?epoch=E&seq=S&nonce=N&limit=L
//   200 {"cursor": {…}, "changes": [{"type","id","rev","row": {…}|null}], "more": bool}   each row once, its newest
//   409 cursor_unknown (restored server, never delete), 410 cursor_expired (older than the floor: take a snapshot)
// GET /api/v1/sync/snapshot?after=TOKEN&limit=L
//   200 {"cursor": {…}, "rows": [{"type","id","rev","row"}], "next": TOKEN|null}   keep the FIRST page's cursor
// GET /api/v1/sync/manifest
//   200 {"cursor": {…}, "buckets": {type: {hex digit: hash}}}    hash: see manifestBucketHash()
// WebSocket /api/v1/ws?access_token=…, subprotocol rawi.v1, text frames:
//   → {"type":"hello","protocol":[min,max],"schema":S,"cursor":{…}}
//   ← {"type":"welcome","protocol":P,"head":{…}}  |  {"type":"upgrade_required"}
//   ← {"type":"poke","from":SEQ,"head":{"epoch","seq","nonce"},"changes":[…]?}   changes only when contiguous from
//     `from` (apply when own seq == from) and at most 16 KiB, otherwise pull
//   ← {"type":"job_status","job":{"id","kind","status","progress","media_id","error",…}}   progress at most once a second;
//     its result by GET /api/v1/media/job/{id}/status. A client passes over kinds it does not know.

// A bucket's hash: SHA-256 hex over "id:rev:rowHash\n" of its rows in id order.
class ManifestHasher {
public:
    ManifestHasher();
    ~ManifestHasher();
    void add(const QString &id, qint64 rev, const QString &hash);
    QString result() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// RFC 9457 problem of an Error: {"type":"urn:rawi:error:not_found","title","status","detail","code","subject"},
// and "subject_kind" where it is not what the code is mostly about.
QJsonObject problemFromError(const Error &error);
Error errorFromProblem(const QJsonObject &problem);

} // namespace rawi
