// What the server finds wrong in a file reaches the desk's attention and the exit status of rawictl, with words. Real desk, real
// rawictl, real server and its real worker.
#include "core/desk/house/desk.h"
#include "core/media/loudness_report.h"
#include "tests/support/media_files.h"
#include "tests/support/server_process.h"
#include "tests/support/sync_desk.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

constexpr int kSlowMs = 120'000;

class RefusedUpload : public testing::Test {
protected:
    struct Run {
        int code = -1;
        QJsonObject last; // line of its answer
        QString words;
    };

    void SetUp() override
    {
        m_server.start();
        openDesk();
        m_desk->sync().signIn(m_server.url(), m_server.email(), m_server.password());
        ASSERT_TRUE(waitFor([&] { return m_desk->sync().status().state == SyncState::Online; }, kSlowMs));
        QObject context;
        QObject::connect(&m_desk->intake(), &MediaIntake::added, &context, [&](const QString &, const QUuid &item, const QUuid &asset) {
            m_item = uuidText(item);
            m_asset = Id<MediaAsset>(asset);
        });
        bool drawn = false;
        QObject::connect(&m_desk->intake(), &MediaIntake::picturesReady, &context, [&] { drawn = true; });
        m_desk->intake().add({spokenSentence()}, {}, SameFile::Refuse);
        ASSERT_TRUE(waitFor([&] { return drawn && !m_asset.isNull(); }, kSlowMs));
        ASSERT_TRUE(QFile::copy(spokenSentence(), m_rendition));
        const QJsonObject measured = run(u"rawi-media"_s, {u"analyze"_s, m_rendition, u"--sound"_s, u"--json"_s}).last;
        m_loudness = measured.value("loudness"_L1)["integrated"_L1].toDouble();
        m_peak = measured.value("loudness"_L1)["true_peak"_L1].toDouble();
        ASSERT_LT(m_loudness, -5);
    }

    void openDesk()
    {
        auto opened = Desk::open(m_directory.file(u"desk"_s), qEnvironmentVariable("RAWI_BIN") + u"/rawi-media"_s, m_clock);
        ASSERT_TRUE(opened.ok());
        m_desk = std::move(*opened);
    }

    Run run(const QString &program, const QStringList &words)
    {
        QProcess process;
        process.start(qEnvironmentVariable("RAWI_BIN") + u'/' + program, words);
        EXPECT_TRUE(process.waitForFinished(kSlowMs));
        const QByteArray out = process.readAllStandardOutput().trimmed();
        return {process.exitCode(), QJsonDocument::fromJson(out.mid(out.lastIndexOf('\n') + 1)).object(),
                QString::fromUtf8(process.readAllStandardError())};
    }

    // One profile is open in one program at a time.
    Run ctl(const QStringList &words)
    {
        m_desk.reset();
        return run(u"rawictl"_s, QStringList{u"--json"_s, u"--profile"_s, m_directory.file(u"desk"_s)} + words);
    }

    // As a desk announces what its worker made and measured.
    void announce(double loudness)
    {
        if (!m_desk) {
            openDesk();
        }
        QFile file(m_rendition);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QString sha256 = QString::fromLatin1(QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex());
        const QFileInfo info(m_rendition);
        const LocalFile local{m_asset, u"podcast-audio"_s, m_rendition, info.size(), info.lastModified().toMSecsSinceEpoch(), sha256};
        ASSERT_TRUE(m_desk->localMedia().put(local).ok());
        const auto asset = m_desk->replica().find(m_asset);
        const LoudnessReport report{loudness, m_peak, 5, 0, false, -16, -1};
        ASSERT_TRUE(m_desk
                        ->execute(u"media.add_variant"_s,
                                  {{u"asset_id"_s, m_asset.text()}, {u"type"_s, u"rendition"_s}, {u"name"_s, u"podcast-audio"_s},
                                   {u"content_type"_s, (*asset)->contentType}, {u"file_size"_s, info.size()}, {u"sha256"_s, sha256},
                                   {u"duration_ms"_s, (*asset)->durationMs}, {u"loudness"_s, report.toJson()}})
                        .ok());
    }

    TemporaryDirectory m_directory;
    const QString m_rendition = m_directory.file(u"podcast-audio.wav"_s);
    SystemClock m_clock;
    ServerProcess m_server;
    std::unique_ptr<Desk> m_desk;
    QString m_item;
    Id<MediaAsset> m_asset;
    double m_loudness = 0;
    double m_peak = 0;
};

} // namespace

TEST_F(RefusedUpload, ALoudnessThatIsNotTrueReachesAttentionAndTheExitStatus)
{
    announce(m_loudness + 0.5); // ± 0.2 LU is what measuring twice may differ by
    const Run sent = ctl({u"upload"_s, m_item});
    EXPECT_EQ(sent.code, 1);
    EXPECT_EQ(sent.last.value("error"_L1)["code"_L1].toString(), u"state_conflict"_s);
    EXPECT_EQ(sent.last.value("error"_L1)["subject"_L1].toString(), u"loudness.integrated"_s);
    EXPECT_TRUE(sent.words.contains(u"another loudness"_s)) << qUtf8Printable(sent.words);
    const QJsonArray listed = ctl({u"attention"_s}).last.value("uploads"_L1).toArray();
    ASSERT_EQ(listed.size(), 1);
    EXPECT_EQ(listed[0]["path"_L1].toString(), m_rendition);
    EXPECT_EQ(listed[0]["error"_L1]["subject"_L1].toString(), u"loudness.integrated"_s);
    openDesk();
    EXPECT_EQ(m_desk->attentionCount(), 1);
    const auto variants = m_desk->replica().where<MediaVariant>("name", u"podcast-audio"_s);
    ASSERT_TRUE(variants.ok() && variants->size() == 1);
    EXPECT_EQ(variants->first().status, VariantStatus::Failed);

    announce(m_loudness + 0.1); // encoded and measured again: the same bytes, told as they are
    EXPECT_EQ(ctl({u"upload"_s, m_item}).code, 0);
    EXPECT_TRUE(ctl({u"attention"_s}).last.value("uploads"_L1).toArray().isEmpty());
}

} // namespace rawi::test
