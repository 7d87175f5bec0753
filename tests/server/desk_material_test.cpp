// Two whole desks on one real server: what one makes of a film shows on the other.
#include "core/desk/house/desk.h"
#include "core/desk/media/poster_pictures.h"
#include "core/media/storyboard.h"
#include "core/media/waveform.h"
#include "tests/support/media_files.h"
#include "tests/support/server_process.h"
#include "tests/support/sync_desk.h"

#include <QCryptographicHash>
#include <QFile>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

constexpr int kLongMs = 120'000;

class DeskMaterialTest : public testing::Test {
protected:
    void SetUp() override { m_server.start(); }

    std::unique_ptr<Desk> arrive(const QString &name)
    {
        auto opened =
            Desk::open(m_directory.file(name), qEnvironmentVariable("RAWI_BIN") + u"/rawi-media"_s, m_clock);
        EXPECT_TRUE(opened.ok());
        (*opened)->sync().signIn(m_server.url(), m_server.email(), m_server.password());
        EXPECT_TRUE(waitFor([&] { return (*opened)->sync().status().state == SyncState::Online; }, kLongMs));
        return std::move(*opened);
    }

    static QList<MediaVariant> variants(Desk &desk, const Id<MediaAsset> &asset)
    {
        const auto found = desk.replica().where<MediaVariant>("asset_id", asset.text());
        return found.ok() ? *found : QList<MediaVariant>();
    }

    static QByteArray bytes(Desk &desk, const Id<MediaAsset> &asset, const QString &variant)
    {
        const auto found = desk.localMedia().find(asset, variant);
        if (!found.ok() || !*found) {
            return {};
        }
        QFile file((*found)->path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QString hashOf(const QByteArray &bytes)
    {
        return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    // Brings a film in on the desk and waits until all that is made of it is on the server.
    Id<MediaAsset> publish(Desk &desk, const QString &path)
    {
        QUuid asset;
        bool whole = false;
        QObject context;
        QObject::connect(&desk.intake(), &MediaIntake::added, &context,
                         [&](const QString &, const QUuid &, const QUuid &id) { asset = id; });
        QObject::connect(&desk.analyses(), &AnalysisQueue::ready, &context, [&](const QUuid &, bool all) { whole = whole || all; });
        desk.intake().add({path}, {}, SameFile::Take); // some are the same
        EXPECT_TRUE(waitFor([&] { return whole; }, kLongMs));
        const Id<MediaAsset> made(asset);
        EXPECT_TRUE(waitFor([&] {
            const QList<MediaVariant> all = variants(desk, made);
            return all.size() > 4 && std::all_of(all.begin(), all.end(), [](const MediaVariant &one) {
                       return one.status == VariantStatus::Completed;
                   });
        }, kLongMs)) << qUtf8Printable(m_server.log().right(4000));
        return made;
    }

    ServerProcess m_server;
    TemporaryDirectory m_directory;
    SystemClock m_clock;
};

} // namespace

TEST_F(DeskMaterialTest, StoryboardWaveformAndPosterOfOneDeskShowOnTheOther)
{
    const auto maker = arrive(u"maker"_s);
    const auto reader = arrive(u"reader"_s);
    const Id<MediaAsset> asset = publish(*maker, streetVideo());
    ASSERT_TRUE(waitFor([&] { return !reader->posterPath(asset).isEmpty(); }, kLongMs)) << "every poster comes by itself";
    EXPECT_TRUE(bytes(*reader, asset, u"storyboard.vtt"_s).isEmpty()) << "what nobody looks at does not";

    bool whole = true; // whenever the index is there, its sheets are
    QObject::connect(reader.get(), &Desk::picturesChanged, reader.get(), [&] {
        const auto index = readStoryboard(bytes(*reader, asset, u"storyboard.vtt"_s));
        for (const Storyboard::Tile &tile : index.ok() ? index->tiles : QList<Storyboard::Tile>()) {
            whole = whole && !bytes(*reader, asset, tile.variant()).isEmpty();
        }
    });
    reader->lookAt(asset);
    const auto same = [&] {
        const QList<MediaVariant> all = variants(*reader, asset);
        return std::all_of(all.begin(), all.end(), [&](const MediaVariant &one) {
            return hashOf(bytes(*reader, asset, one.name)) == one.sha256;
        });
    };
    EXPECT_TRUE(waitFor(same, kLongMs));
    EXPECT_TRUE(whole);
    EXPECT_TRUE(readStoryboard(bytes(*reader, asset, u"storyboard.vtt"_s)).ok());

    // The other desk has a poster of the maker's choice in a moment, and the old one again when it is taken back.
    const auto before = presentPictures(maker->replica(), maker->localMedia(), asset);
    ASSERT_TRUE(before.ok() && !before->isEmpty());
    const QByteArray first = bytes(*maker, asset, u"poster"_s);
    EXPECT_EQ(bytes(*reader, asset, u"poster"_s), first);
    ASSERT_TRUE(maker->intake().choosePoster(asset, 61'234).ok());
    ASSERT_TRUE(waitFor(
        [&] {
            const QByteArray now = bytes(*reader, asset, u"poster"_s);
            return now != first && now == bytes(*maker, asset, u"poster"_s);
        },
        kLongMs));
    ASSERT_TRUE(maker->intake().putPictures(asset, *before).ok());
    EXPECT_TRUE(waitFor([&] { return bytes(*reader, asset, u"poster"_s) == first; }, kLongMs));

    // And a choice of the desk without the film reaches the one that has it.
    ASSERT_TRUE(reader->intake().choosePosterPicture(asset, turnedPicture()).ok());
    EXPECT_TRUE(waitFor(
        [&] {
            const QByteArray now = bytes(*maker, asset, u"poster"_s);
            return now != first && now == bytes(*reader, asset, u"poster"_s);
        },
        kLongMs));
}

// The same sound twice: of the second its waveform is there without a way to the server.
TEST_F(DeskMaterialTest, WhatTwoFilesShareIsFetchedOnce)
{
    const auto maker = arrive(u"maker"_s);
    const Id<MediaAsset> one = publish(*maker, phoneVideo());
    const Id<MediaAsset> other = publish(*maker, phoneVideo());
    const auto reader = arrive(u"reader"_s);
    reader->lookAt(one);
    const auto has = [&](const Id<MediaAsset> &asset) {
        return !bytes(*reader, asset, u"storyboard.vtt"_s).isEmpty();
    };
    ASSERT_TRUE(waitFor([&] { reader->lookAt(one); return has(one); }, kLongMs));
    ASSERT_TRUE(waitFor([&] { return !reader->posterPath(other).isEmpty(); }, kLongMs));
    int asked = 0;
    QObject::connect(&reader->sync(), &SyncEngine::mediaUrlReady, reader.get(), [&] { ++asked; });
    reader->lookAt(other);
    ASSERT_TRUE(waitFor([&] { return has(other); }, kLongMs));
    EXPECT_EQ(asked, 0);
    EXPECT_EQ((*reader->localMedia().find(one, u"storyboard.vtt"_s))->path,
              (*reader->localMedia().find(other, u"storyboard.vtt"_s))->path);
}

} // namespace rawi::test
