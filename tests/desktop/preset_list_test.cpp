#include "core/desk/preset_list.h"
#include "core/media/preset_file.h"
#include "tests/desktop/desk_fixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>

namespace rawi::test {

namespace {

class PresetListTest : public DeskFixture {
protected:
    static EncodePreset made(const char *key, const char *like)
    {
        EncodePreset preset = *builtInPreset(QLatin1StringView(like));
        preset.key = QLatin1StringView(key);
        preset.nameAr = QStringLiteral("لنا");
        preset.nameEn = QStringLiteral("Ours");
        preset.version = 4;
        return preset;
    }
    // rawictl's answer in a profile of its own; its exit code in `code`.
    QJsonObject ctl(const QStringList &words, int *code = nullptr)
    {
        QProcess process;
        process.start(qEnvironmentVariable("RAWI_BIN") + QStringLiteral("/rawictl"),
                      QStringList{QStringLiteral("--profile"), m_directory.file(QStringLiteral("ctl")), QStringLiteral("--json")}
                          + words);
        EXPECT_TRUE(process.waitForFinished());
        if (code) {
            *code = process.exitCode();
        } else {
            EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().constData();
        }
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
};

TEST_F(PresetListTest, OffersBuiltInAndOwnOnesButNoRetired)
{
    const Id<EncodePreset> id(run(QStringLiteral("preset.create"), {{QStringLiteral("key"), QStringLiteral("ours")},
                                                                    {QStringLiteral("name_ar"), QStringLiteral("لنا")},
                                                                    {QStringLiteral("name_en"), QStringLiteral("Ours")},
                                                                    {QStringLiteral("settings"), builtInPresets().last().settings}}));
    const auto offered = offeredPresets(desk().replica());
    ASSERT_TRUE(offered.ok());
    ASSERT_EQ(offered->size(), builtInPresets().size() + 1);
    EXPECT_EQ(offered->last().key, QStringLiteral("ours"));
    run(QStringLiteral("preset.update"), {{QStringLiteral("id"), id.text()}, {QStringLiteral("retired"), true}});
    EXPECT_EQ(offeredPresets(desk().replica())->size(), builtInPresets().size());
    EXPECT_EQ(knownPresets(desk().replica())->size(), builtInPresets().size() + 1);
    EXPECT_EQ(presetByKey(desk().replica(), QStringLiteral("ours"))->id, id);
    EXPECT_EQ(presetByKey(desk().replica(), QStringLiteral("none")).error().code, ErrorCode::NotFound);
}

TEST_F(PresetListTest, AFileIsTakenInOnceAndThenOnlyItsChanges)
{
    const QByteArray file = writePresetFile({made("a", "av1-720p"), made("b", "jpeg-800"), *builtInPreset(QStringLiteral("720p")),
                                             made("360p", "jpeg-800")});
    const auto first = importPresets(desk(), file);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(first->made, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    EXPECT_EQ(first->unchanged, QStringList{QStringLiteral("720p")});
    ASSERT_EQ(first->refused.size(), 1);
    EXPECT_EQ(first->refused.first().first, QStringLiteral("360p"));
    EXPECT_EQ(first->refused.first().second.code, ErrorCode::AlreadyExists);
    EXPECT_EQ(presetByKey(desk().replica(), QStringLiteral("a"))->version, 4);
    EXPECT_EQ(importPresets(desk(), file)->unchanged.size(), 3);
    const auto second = importPresets(desk(), writePresetFile({made("a", "av1-1080p"), made("b", "jpeg-800")}));
    EXPECT_EQ(second->changed, QStringList{QStringLiteral("a")});
    EXPECT_EQ(presetByKey(desk().replica(), QStringLiteral("a"))->version, 5);
    EXPECT_EQ(importPresets(desk(), "no file").error().code, ErrorCode::CorruptData);
}

TEST_F(PresetListTest, APlayerIsGivenWhatItCanPlay)
{
    const auto made = [](const char *name, const char *type, int height, VariantType kind = VariantType::Rendition) {
        MediaVariant variant;
        variant.type = kind;
        variant.name = QLatin1StringView(name);
        variant.contentType = QLatin1StringView(type);
        variant.width = height * 16 / 9;
        variant.height = height;
        variant.status = VariantStatus::Completed;
        return variant;
    };
    const MediaVariant original = made("original", "video/mp4", 2160, VariantType::Original);
    const MediaVariant picture = made("jpeg-1600", "image/jpeg", 900);
    const MediaVariant poster = made("poster", "image/jpeg", 720, VariantType::Poster);
    const MediaVariant sound = made("audio-only", "audio/mp4", 0);
    const MediaVariant low = made("360p", "video/mp4", 360), middle = made("720p", "video/mp4", 720), high = made("1080p", "video/mp4", 1080);
    EXPECT_EQ(variantToPlay({original, picture, low, high, middle, sound}), QStringLiteral("720p"));
    EXPECT_EQ(variantToPlay({high, low}), QStringLiteral("360p"));
    EXPECT_EQ(variantToPlay({original, high, sound}), QStringLiteral("1080p"));
    EXPECT_EQ(variantToPlay({original, sound, picture}), QStringLiteral("audio-only"));
    EXPECT_EQ(variantToPlay({picture, original}), QStringLiteral("original"));
    EXPECT_EQ(variantToPlay({picture, poster}), QString());
    MediaVariant pending = middle;
    pending.status = VariantStatus::Pending;
    EXPECT_EQ(variantToPlay({pending}), QString());
}

TEST_F(PresetListTest, RawictlCarriesThemFromDeskToDesk)
{
    const QString path = m_directory.file(QStringLiteral("presets.json"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(writePresetFile({made("a", "av1-720p")}));
    file.close();
    EXPECT_EQ(ctl({QStringLiteral("preset"), QStringLiteral("import"), path}).value(QStringLiteral("made")),
              QJsonArray{QStringLiteral("a")});
    const QJsonArray items = ctl({QStringLiteral("preset"), QStringLiteral("list")}).value(QStringLiteral("items")).toArray();
    ASSERT_EQ(items.size(), builtInPresets().size() + 1);
    EXPECT_TRUE(items.first().toObject().value(QStringLiteral("built_in")).toBool());
    const QString copy = m_directory.file(QStringLiteral("copy.json"));
    EXPECT_EQ(ctl({QStringLiteral("preset"), QStringLiteral("export"), QStringLiteral("--to"), copy}).value(QStringLiteral("exported")), 1);
    QFile back(copy);
    ASSERT_TRUE(back.open(QIODevice::ReadOnly));
    const auto read = readPresetFile(back.readAll());
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->first().settings, EncodeSettings::fromJson(made("a", "av1-720p").settings)->toJson());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{\"rawi_presets\":1,\"presets\":[{}]}");
    file.close();
    int code = 0;
    const QJsonObject problem =
        ctl({QStringLiteral("preset"), QStringLiteral("import"), path}, &code).value(QStringLiteral("error")).toObject();
    EXPECT_EQ(code, 1);
    EXPECT_EQ(problem.value(QStringLiteral("code")), QStringLiteral("field_required"));
    EXPECT_EQ(problem.value(QStringLiteral("subject")), path + QStringLiteral(": presets[0].key"));
}

} // namespace

} // namespace rawi::test
