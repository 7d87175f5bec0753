#pragma once

#include "core/desk/house/desk_stores.h"
#include "core/protocol/workspace_rules.h"
#include "core/sync/sync_engine.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/wait_for.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace rawi::test {

inline const RuleBook &workspaceRules()
{
    static const RuleBook rules = makeWorkspaceRules();
    return rules;
}

// A replica and its sync engine in a folder of their own, as a desk has them.
class SyncDesk {
public:
    explicit SyncDesk(const Clock &clock) : m_clock(clock) { open(); }

    Replica &replica() { return *m_replica; }
    SyncEngine &sync() { return *m_sync; }
    SyncStatus status() const { return m_sync->status(); }
    QString file(const QString &name) const { return m_directory.file(name); }

    // As when the program ends and is started again.
    void restart()
    {
        close();
        open();
        m_sync->start();
    }

    // The profile as it is now, for putBack(): as when somebody copies it back, or the machine's disk forgets.
    void keepCopy()
    {
        close();
        copyProfile(m_directory.path(), m_copy.path());
        open();
        m_sync->start();
    }
    void putBack()
    {
        close();
        copyProfile(m_copy.path(), m_directory.path());
        open();
        m_sync->start();
    }

    void signIn(const QUrl &server, const QString &email = u"salma@example.org"_s,
                const QString &password = u"a long pass phrase"_s)
    {
        m_sync->signIn(server, email, password);
    }

    QUuid execute(const QString &command, const QJsonObject &args)
    {
        const Result<Receipt> receipt = m_replica->execute(command, args);
        EXPECT_TRUE(receipt.ok()) << qUtf8Printable(command) << ": "
                                  << (receipt.ok() ? "" : qUtf8Printable(receipt.error().toString()));
        m_sync->kick();
        return receipt.ok() ? uuidFromText(receipt->result.value("id"_L1).toString()) : QUuid();
    }

    QUuid makeItem(const QString &titleEn)
    {
        return execute(u"content.create"_s, {{u"kind"_s, u"video"_s}, {u"title_en"_s, titleEn}});
    }

    QStringList titles() const
    {
        QStringList all;
        const Result<QList<QJsonObject>> rows = m_replica->rows(*workspaceRules().type(u"content_items"));
        EXPECT_TRUE(rows.ok());
        for (const QJsonObject &row : *rows) {
            all.append(row.value("title_en"_L1).toString());
        }
        all.sort();
        return all;
    }

    // Pushes and pulls until nothing waits here and all that the server had at this call is here.
    bool settle(int timeoutMs = 10'000)
    {
        const qint64 since = m_clock.nowMs();
        m_sync->refresh();
        return waitFor(
            [&] {
                return status().state == SyncState::Online && status().inStepMs >= since && m_replica->waitingCount() == 0;
            },
            timeoutMs);
    }

    // A file of `size` bytes, announced as a variant of a new item and queued for upload.
    Upload uploadNewFile(qint64 size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (qint64 i = 0; i < size; ++i) {
            bytes[i] = static_cast<char>((i * 2654435761U) >> 13);
        }
        QFile made(file(u"rendition.mp4"_s));
        EXPECT_TRUE(made.open(QIODevice::WriteOnly) && made.write(bytes) == size);
        made.close();
        return uploadFile(made.fileName(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
    }

    Upload upload(const QUuid &id)
    {
        const auto found = UploadStore(*m_replica).find(id);
        EXPECT_TRUE(found.ok() && found->has_value());
        return found.ok() && found->has_value() ? **found : Upload{};
    }

private:
    void close()
    {
        m_sync.reset();
        m_replica.reset();
    }

    static void copyProfile(const QString &from, const QString &to)
    {
        const QStringList files = QDir(from).entryList(QDir::Files);
        for (const QString &name : files) {
            QFile::remove(to + u'/' + name);
            EXPECT_TRUE(QFile::copy(from + u'/' + name, to + u'/' + name));
        }
    }

    void open()
    {
        Result<std::unique_ptr<Replica>> replica = Replica::open(m_directory.path(), workspaceRules(), makeDeskStores(), m_clock);
        ASSERT_TRUE(replica.ok()) << qUtf8Printable(replica.error().toString());
        m_replica = std::move(*replica);
        m_sync = std::make_unique<SyncEngine>(*m_replica, m_directory.path(), m_clock);
    }

    Upload uploadFile(const QString &path, const QByteArray &sha256)
    {
        const QString hash = QString::fromLatin1(sha256.toHex());
        const QString item = uuidText(makeItem(u"With a file"_s));
        const qint64 size = QFileInfo(path).size();
        const QUuid asset = execute(u"media.add_asset"_s,
                                    {{u"content_id"_s, item},
                                     {u"original_filename"_s, u"tape.mp4"_s},
                                     {u"content_type"_s, u"video/mp4"_s},
                                     {u"file_size"_s, size},
                                     {u"duration_ms"_s, 1000},
                                     {u"width"_s, 1280},
                                     {u"height"_s, 720},
                                     {u"metadata"_s, QJsonObject{}}});
        const QUuid variant = execute(u"media.add_variant"_s,
                                      {{u"asset_id"_s, uuidText(asset)},
                                       {u"type"_s, u"rendition"_s},
                                       {u"name"_s, u"720p"_s},
                                       {u"content_type"_s, u"application/octet-stream"_s},
                                       {u"file_size"_s, size},
                                       {u"sha256"_s, hash},
                                       {u"width"_s, 1280},
                                       {u"height"_s, 720},
                                       {u"duration_ms"_s, 1000}});
        Upload upload;
        upload.id = makeUuidV7(m_clock.nowMs());
        upload.variantId = Id<MediaVariant>(variant);
        upload.assetId = Id<MediaAsset>(asset);
        upload.path = path;
        upload.size = size;
        upload.sha256 = hash;
        const Result<void> queued = m_sync->enqueueUpload(upload);
        EXPECT_TRUE(queued.ok()) << (queued.ok() ? "" : qUtf8Printable(queued.error().toString()));
        return upload;
    }

    const Clock &m_clock;
    TemporaryDirectory m_directory;
    TemporaryDirectory m_copy;
    std::unique_ptr<Replica> m_replica;
    std::unique_ptr<SyncEngine> m_sync;
};

} // namespace rawi::test
