#pragma once

#include "core/base/clock.h"
#include "sync-server/blobs/blob_store.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/edge.h"
#include "sync-server/media/media_routes.h"
#include "tests/server/raw_http.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/temporary_directory.h"

namespace rawi::test {

// The media routes behind the real edge on a free port, over a real PostgreSQL and a real media folder, with
// an item and an asset to upload to. Tokens "viewer", "editor", "other" (an editor too) and "admin" are
// valid.
class MediaBench : public PgTest {
protected:
    MediaBench();
    void SetUp() override;
    void TearDown() override;
    // Replaces the media folder; before anything was uploaded.
    void useMediaFolder(const QString &path);
    // As after a kill -9: a new edge and new services over what PostgreSQL and the disk hold.
    void restart();

    QJsonObject run(const QString &command, const QJsonObject &args);
    // A pending variant of the asset; an empty sha256 announces none.
    QUuid announce(const QString &name, qint64 size, const QString &sha256 = {});
    QUuid announce(const QString &name, const std::string &bytes);
    QString statusOf(const QUuid &variant);
    // Waits until the variant is no longer pending; its status.
    QString settled(const QUuid &variant);

    // tus requests as an editor; `extra` are further header lines, each with \r\n.
    server::RawReply create(const QUuid &variant, qint64 length, const QString &sha256 = {},
                            const std::string &token = "editor");
    std::string createdUrl(const QUuid &variant, qint64 length, const QString &sha256 = {});
    server::RawReply patch(const std::string &url, qint64 offset, const std::string &bytes,
                           const std::string &extra = {}, const std::string &token = "editor");
    server::RawReply head(const std::string &url, const std::string &token = "editor");
    qint64 offsetOf(const std::string &url);
    server::RawReply get(const std::string &path, const std::string &extra = {},
                         const std::string &token = "editor", const std::string &method = "GET");
    // What the server says of a variant ("…/file/NAME").
    std::string filePathOf(const QString &name) const;

    static std::string patchHead(const std::string &url, qint64 offset, size_t length,
                                 const std::string &extra = {}, const std::string &token = "editor");

    TemporaryDirectory folder;
    QString mediaFolder = folder.file(u"media"_s);
    SystemClock clock;
    RuleBook rules;
    server::RoutingTable table;
    std::unique_ptr<server::CommandService> commands;
    std::unique_ptr<server::BlobStore> blobs;
    server::MediaWorker worker; // the real one, beside the test
    std::unique_ptr<server::JobQueue> jobs;
    std::shared_ptr<server::UploadService> uploads;
    std::unique_ptr<server::Edge> edge;
    server::JobLimits limits; // for the next restart()
    QUuid item;
    QUuid asset;

private:
    void startServices();
    void addPeople();
};

// Bytes that compress badly and tell their place: a wrong offset shows.
std::string someBytes(size_t size, unsigned seed = 1);
QString sha256Of(const std::string &bytes);
std::string base64(const QByteArray &bytes);

inline const QByteArray kUrlKey(32, 'k');

} // namespace rawi::test
