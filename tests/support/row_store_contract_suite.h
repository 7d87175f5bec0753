#pragma once

// Tests in a header on purpose: each test program that has a store of its own compiles them once.
#include "core/catalog/series.h"
#include "core/media/encode_preset.h"
#include "core/media/loudness_gate.h"
#include "core/media/file_request.h"
#include "core/media/media_edit.h"
#include "core/media/subtitle_track.h"
#include "core/protocol/workspace_rules.h"
#include "core/rules/conflict.h"
#include "tests/support/actors.h"
#include "tests/support/memory_reader.h"
#include "tests/support/row_store_contract.h"

#include <QJsonDocument>

namespace rawi::test {

namespace contract {

inline std::string textOf(const QJsonObject &row)
{
    return QJsonDocument(row).toJson(QJsonDocument::Compact).toStdString();
}

template <typename R>
QJsonObject rowOf(R record, qint64 rev = 1)
{
    if (record.id.isNull()) {
        record.id = Id<R>(makeUuidV7(1763697600000));
    }
    record.rev = rev;
    return toJson(record);
}

inline RowChange change(const RecordInfo &type, const QJsonObject &after, const QJsonObject &before = {})
{
    const QJsonObject &named = after.isEmpty() ? before : after;
    return {&type, uuidFromText(named.value("id"_L1).toString()), before, after};
}

inline ContentItem fullItem()
{
    ContentItem item;
    item.kind = ContentKind::Article;
    item.state = ContentState::Published;
    item.parity = Parity::EnglishStale;
    item.titleAr = u"رحلة إلى صنعاء ٢٠٢٥"_s;
    item.titleEn = u"A \"quoted\" \\ title — naïve 🎬\n"_s;
    item.summaryAr = u"\u2067محجوز\u2069"_s;
    item.bodyEn = u"a\tb\u0001c"_s.repeated(5000);
    item.tags = {u"b"_s, u"أخبار"_s, u"a,b"_s};
    item.tags.sort();
    item.createdBy = Id<Person>(QUuid::createUuid());
    item.createdAt = {1763697600123};
    item.updatedAt = {1};
    item.trashed = true;
    return item;
}

} // namespace contract

TEST_P(RowStoreContract, EveryKindOfFieldComesBackAsItWentIn)
{
    using namespace contract;
    MediaAsset asset;
    asset.fileSize = 9007199254740991; // the largest whole number JSON keeps
    asset.width = 1920;
    asset.metadata =
        QJsonDocument::fromJson(R"({"streams":[{"codec":"h264","fps":29.97,"tags":{}},[],null,true]})")
            .object();
    Episode episode;
    episode.sortKey = {u"zZ0aB"_s};
    episode.seasonNumber = -3;
    EncodePreset preset = builtInPresets().first();
    preset.nameAr = u"فيديو \"الويب\""_s;
    preset.retired = true;
    WorkspaceSettings settings;
    settings.loudnessGate = LoudnessGate::R128;
    MediaVariant variant;
    variant.loudness = LoudnessReport{-22.96, -1.04, 7.5, -0.001, true, -23, -1}.toJson();
    SubtitleTrack track;
    track.language = u"ar"_s;
    track.kind = SubtitleKind::Chapters;
    track.body = u"WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\nمرحبا؟\n\n"_s;
    MediaEdit edit;
    edit.name = u"نسخة \"قصيرة\""_s;
    edit.edits = EditList({{0, kMaxEditUs, {}}, {1, 2, asset.id}}).toJson();
    FileRequest request;
    request.assetId = asset.id;
    request.createdAt = Timestamp{1'763'697'600'000};
    const QList<RowChange> changes{change(recordInfo<SubtitleTrack>(), rowOf(track)),
                                   change(recordInfo<EncodePreset>(), rowOf(preset)),
                                   change(recordInfo<MediaEdit>(), rowOf(edit)),
                                   change(recordInfo<FileRequest>(), rowOf(request)),
                                   change(recordInfo<WorkspaceSettings>(), rowOf(settings)),
                                   change(recordInfo<MediaVariant>(), rowOf(variant)),
                                   change(recordInfo<ContentItem>(), rowOf(fullItem())),
                                   change(recordInfo<ContentItem>(), rowOf(ContentItem{})),
                                   change(recordInfo<MediaAsset>(), rowOf(asset, 7)),
                                   change(recordInfo<Episode>(), rowOf(episode)),
                                   change(recordInfo<Conflict>(), rowOf(Conflict{}))};
    ASSERT_TRUE(store->take(changes).ok());
    for (const RowChange &one : changes) {
        const auto row = store->reader().row(*one.type, one.id);
        ASSERT_TRUE(row.ok() && row->has_value());
        EXPECT_EQ(textOf(**row), textOf(one.after));
        EXPECT_EQ(rowHash(**row), rowHash(one.after));
    }
}

TEST_P(RowStoreContract, AMissingRowIsNothingAndNotAnError)
{
    const auto row = store->reader().row(recordInfo<Series>(), QUuid::createUuid());
    ASSERT_TRUE(row.ok());
    EXPECT_FALSE(row->has_value());
    const auto rows = store->reader().rowsWhere(recordInfo<Series>(), u"title_ar"_s, u"x"_s);
    ASSERT_TRUE(rows.ok());
    EXPECT_TRUE(rows->isEmpty());
}

TEST_P(RowStoreContract, RowsWhereFindsByEveryKindInIdOrder)
{
    using namespace contract;
    const RecordInfo &type = recordInfo<ContentItem>();
    QList<RowChange> changes;
    for (int i = 0; i < 20; ++i) {
        ContentItem item = i % 2 ? fullItem() : ContentItem{};
        item.id = Id<ContentItem>(makeUuidV7(1763697600000 + (i * 7) % 20));
        changes.append(change(type, rowOf(item)));
    }
    ASSERT_TRUE(store->take(changes).ok());
    const auto &full = changes[1].after;
    for (const char *name : {"state", "title_ar", "trashed", "kind", "parity", "updated_at"}) {
        const QString field = QLatin1StringView(name);
        const auto rows = store->reader().rowsWhere(type, field, full.value(field));
        ASSERT_TRUE(rows.ok()) << name;
        ASSERT_EQ(rows->size(), 10) << name;
        QString last;
        for (const QJsonObject &row : *rows) {
            const QString id = row.value("id"_L1).toString();
            EXPECT_LT(last, id);
            last = id;
        }
    }
    const auto unset = store->reader().rowsWhere(type, u"main_asset"_s, QJsonValue());
    ASSERT_TRUE(unset.ok());
    EXPECT_EQ(unset->size(), 20);
    const auto empty = store->reader().rowsWhere(type, u"title_ar"_s, QString());
    ASSERT_TRUE(empty.ok());
    EXPECT_EQ(empty->size(), 10);
}

TEST_P(RowStoreContract, ARowIsReplacedAndRemoved)
{
    using namespace contract;
    const RecordInfo &type = recordInfo<Series>();
    Series series;
    series.id = Id<Series>(makeUuidV7(1763697600000));
    series.titleEn = u"One"_s;
    const QJsonObject first = rowOf(series);
    series.titleEn = u"Two"_s;
    const QJsonObject second = rowOf(series, 2);
    ASSERT_TRUE(store->take({change(type, first)}).ok());
    ASSERT_TRUE(store->take({change(type, second, first)}).ok());
    auto row = store->reader().row(type, series.id.uuid());
    ASSERT_TRUE(row.ok() && row->has_value());
    EXPECT_EQ(textOf(**row), textOf(second));
    ASSERT_TRUE(store->take({change(type, {}, second)}).ok());
    row = store->reader().row(type, series.id.uuid());
    ASSERT_TRUE(row.ok());
    EXPECT_FALSE(row->has_value());
}

// The same commands leave the same rows as on the store in memory.
TEST_P(RowStoreContract, CommandsHaveTheSameEffectAsInMemory)
{
    using namespace contract;
    const RuleBook rules = makeWorkspaceRules();
    const Actor actor = actorOf(Id<Person>(QUuid::createUuid()), Role::Admin), itself = Actor::server();
    const QString item = uuidText(makeUuidV7(1)), series = uuidText(makeUuidV7(2)),
                  asset = uuidText(makeUuidV7(3));
    const QString second = uuidText(makeUuidV7(4)), preset = uuidText(makeUuidV7(5)), edit = uuidText(makeUuidV7(6)), rendition = uuidText(makeUuidV7(7));
    const auto text = [](const char *value) { return QString::fromUtf8(value); };
    const QList<std::pair<QString, QJsonObject>> script{
        {text("content.create"),
         {{text("id"), item}, {text("kind"), text("video")}, {text("title_ar"), text("عنوان")}}},
        {text("content.create"), {{text("id"), second}, {text("kind"), text("audio")}}},
        {text("content.update"),
         {{text("id"), item},
          {text("title_en"), text("Title")},
          {text("tags"), QJsonArray{text("b"), text("a")}}}},
        {text("series.create"), {{text("id"), series}, {text("title_en"), text("Show")}}},
        {text("episode.add"),
         {{text("series_id"), series}, {text("content_id"), item}, {text("season_number"), 1}}},
        {text("episode.add"),
         {{text("series_id"), series}, {text("content_id"), second}, {text("season_number"), 1}}},
        {text("media.add_asset"),
         {{text("id"), asset},
          {text("content_id"), item},
          {text("original_filename"), text("a.avi")},
          {text("metadata"), QJsonObject{{text("fps"), 29.97}}}}},
        {text("media.add_variant"),
         {{text("asset_id"), asset}, {text("type"), text("rendition")}, {text("name"), text("720p")}}},
        {text("media.add_variant"),
         {{text("id"), rendition},
          {text("asset_id"), asset},
          {text("type"), text("rendition")},
          {text("name"), text("720p")},
          {text("file_size"), 5},
          {text("loudness"), LoudnessReport{-14.1, -1.2, 7.5, -3.25, false, -14, -1}.toJson()}}},
        {text("preset.create"),
         {{text("id"), preset},
          {text("key"), text("mine")},
          {text("name_ar"), text("لي")},
          {text("name_en"), text("Mine")},
          {text("settings"), builtInPreset(text("av1-720p"))->settings}}},
        {text("preset.update"), {{text("id"), preset}, {text("settings"), builtInPreset(text("jpeg-800"))->settings}}},
        {text("workspace.set"), {{text("loudness_gate"), text("own")}}},
        {text("subtitles.put"),
         {{text("asset_id"), asset}, {text("language"), text("ar")}, {text("body"), text("1\n00:00:01,000 --> 00:00:02,000\nأ\n")}}},
        {text("subtitles.put"),
         {{text("asset_id"), asset}, {text("language"), text("ar")}, {text("title"), text("ع")},
          {text("body"), text("1\n00:00:01,000 --> 00:00:02,500\nب\n")}}},
        {text("edit.create"),
         {{text("id"), edit},
          {text("asset_id"), asset},
          {text("name"), text(" الملخص ")},
          {text("edits"), EditList({{0, 3'000'000, {}}}).toJson()}}},
        {text("edit.update"), {{text("id"), edit}, {text("edits"), EditList({{7, 9, {}}, {0, 1, {}}}).toJson()}}},
        {text("media.publish_variants"),
         {{text("asset_id"), asset},
          {text("variants"),
           QJsonObject{{rendition, QJsonObject{{text("sha256"), QString(64, u'a')}, {text("file_size"), 5}}}}}}},
        {text("content.submit"), {{text("id"), item}}},
        {text("content.approve"), {{text("id"), item}}},
        {text("content.publish"), {{text("id"), item}}},
        {text("content.update"),
         {{text("id"), item}, {text("title_ar"), text("عنوان آخر")}, {text("summary_en"), text("Another")}}},
        {text("content.set_parity"), {{text("id"), item}, {text("parity"), text("arabic_stale")}}},
        {text("content.trash"), {{text("id"), second}}},
    };
    MemoryReader memory;
    qint64 n = 0;
    for (const auto &[name, args] : script) {
        const Command command{makeUuidV7(1763697600000 + n), {}, ++n, name, args, {}, 1763697600000 + n, 1};
        const Actor &who = rules.rule(name)->serverOnly ? itself : actor;
        const auto expected = rules.apply(memory, who, command.atMs, command);
        const auto outcome = rules.apply(store->reader(), who, command.atMs, command);
        ASSERT_TRUE(expected.ok()) << qUtf8Printable(name) << qUtf8Printable(expected.error().toString());
        ASSERT_TRUE(outcome.ok()) << qUtf8Printable(name) << qUtf8Printable(outcome.error().toString());
        EXPECT_EQ(textOf(outcome->result), textOf(expected->result));
        memory.take(expected->changes);
        ASSERT_TRUE(store->take(outcome->changes).ok());
    }
    for (const auto &[key, row] : memory.rows()) {
        if (rules.type(key.type)->reach == Reach::Office && !store->holdsTheOffices()) {
            continue;
        }
        const auto found = store->reader().row(*rules.type(key.type), key.id);
        ASSERT_TRUE(found.ok() && found->has_value()) << qUtf8Printable(key.type);
        EXPECT_EQ(textOf(**found), textOf(row));
    }
}

// Of one name a store holds the file that people have and the one that replaces it, until that is there.
TEST_P(RowStoreContract, AReplacementStandsBesideWhatItReplacesUntilItArrives)
{
    using namespace contract;
    const RuleBook rules = makeWorkspaceRules();
    const Actor actor = actorOf(Id<Person>(QUuid::createUuid()), Role::Editor), itself = Actor::server();
    const QString item = uuidText(makeUuidV7(1)), asset = uuidText(makeUuidV7(3));
    qint64 n = 0;
    const auto run = [&](const QString &name, const QJsonObject &args) {
        ++n;
        const Command command{makeUuidV7(1763697600000 + n), {}, n, name, args, {}, 1763697600000 + n, 1};
        const Actor &who = rules.rule(command.name)->serverOnly ? itself : actor;
        const auto outcome = rules.apply(store->reader(), who, command.atMs, command);
        EXPECT_TRUE(outcome.ok() && store->take(outcome->changes).ok());
        return outcome.ok() ? outcome->result.value(u"id"_s).toString() : QString();
    };
    const auto announce = [&](QChar bytes) {
        return run(u"media.add_variant"_s,
                   {{u"asset_id"_s, asset}, {u"type"_s, u"rendition"_s}, {u"name"_s, u"720p"_s}, {u"sha256"_s, QString(64, bytes)}, {u"file_size"_s, 5}});
    };
    const auto arrives = [&](const QString &id, QChar bytes) {
        run(u"media.publish_variants"_s,
            {{u"asset_id"_s, asset}, {u"variants"_s, QJsonObject{{id, QJsonObject{{u"sha256"_s, QString(64, bytes)}, {u"file_size"_s, 5}}}}}});
    };
    const auto standing = [&] {
        const auto rows = store->reader().rowsWhere(recordInfo<MediaVariant>(), u"asset_id"_s, asset);
        QStringList all;
        for (const QJsonObject &one : rows.ok() ? *rows : QList<QJsonObject>()) {
            all.append(one.value(u"sha256"_s).toString().left(1) + u' ' + one.value(u"status"_s).toString());
        }
        all.sort();
        return all.join(u", "_s);
    };
    run(u"content.create"_s, {{u"id"_s, item}, {u"kind"_s, u"video"_s}});
    run(u"media.add_asset"_s, {{u"id"_s, asset}, {u"content_id"_s, item}, {u"original_filename"_s, u"a.mov"_s}});
    arrives(announce(u'a'), u'a');
    announce(u'b');
    const QString third = announce(u'c');
    EXPECT_EQ(standing(), u"a completed, c pending"_s);
    arrives(third, u'c');
    EXPECT_EQ(standing(), u"c completed"_s);
    announce(u'd');
    EXPECT_EQ(standing(), u"c completed, d pending"_s);
}

// The gate looks at what the store holds at the moment of publishing.
TEST_P(RowStoreContract, ThePublishGateReadsWhatIsStored)
{
    using namespace contract;
    const RuleBook rules = makeWorkspaceRules();
    const Actor actor = actorOf(Id<Person>(QUuid::createUuid()), Role::ManagingEditor), itself = Actor::server();
    const auto text = [](const char *value) { return QString::fromUtf8(value); };
    const QString item = uuidText(makeUuidV7(1)), asset = uuidText(makeUuidV7(3));
    qint64 n = 0;
    const auto run = [&](const char *name, const QJsonObject &args) {
        ++n;
        const Command command{makeUuidV7(1763697600000 + n), {}, n, text(name), args, {}, 1763697600000 + n, 1};
        const Actor &who = rules.rule(command.name)->serverOnly ? itself : actor;
        const auto outcome = rules.apply(store->reader(), who, command.atMs, command);
        EXPECT_TRUE(!outcome.ok() || store->take(outcome->changes).ok());
        return outcome.ok() ? ErrorCode::Internal : outcome.error().code; // Internal stands for none
    };
    const auto arrives = [&](const QJsonObject &loudness) {
        const QString id = uuidText(makeUuidV7(100 + n));
        run("media.add_variant",
                   {{text("id"), id},
                    {text("asset_id"), asset},
                    {text("type"), text("rendition")},
                    {text("name"), text("broadcast-audio")},
                    {text("loudness"), loudness}});
        run("media.publish_variants",
            {{text("asset_id"), asset},
             {text("variants"), QJsonObject{{id, QJsonObject{{text("sha256"), QString(64, u'a')}, {text("file_size"), 5}}}}}});
    };
    const auto announce = [&](double integrated) {
        arrives(LoudnessReport{integrated, -1, 5, 0, false, -23, -1}.toJson());
    };
    run("content.create", {{text("id"), item}, {text("kind"), text("audio")}, {text("title_ar"), text("أ")}, {text("title_en"), text("a")}});
    run("media.add_asset", {{text("id"), asset}, {text("content_id"), item}, {text("original_filename"), text("a.wav")}});
    run("workspace.set", {{text("loudness_gate"), text("r128")}});
    run("content.submit", {{text("id"), item}});
    EXPECT_EQ(run("content.publish", {{text("id"), item}}), ErrorCode::StateConflict) << "in review: the gate has no say yet";
    run("content.approve", {{text("id"), item}});
    EXPECT_EQ(run("content.publish", {{text("id"), item}}), ErrorCode::NotReady) << "nothing is on the server";
    arrives({});
    EXPECT_EQ(run("content.publish", {{text("id"), item}}), ErrorCode::LoudnessUnmet) << "nothing was measured";
    announce(-23.21);
    EXPECT_EQ(run("content.publish", {{text("id"), item}}), ErrorCode::LoudnessUnmet);
    announce(-22.8);
    EXPECT_EQ(run("content.publish", {{text("id"), item}}), ErrorCode::Internal);
    const auto row = store->reader().row(recordInfo<ContentItem>(), uuidFromText(item));
    ASSERT_TRUE(row.ok() && row->has_value());
    EXPECT_EQ((*row)->value("state"_L1).toString(), text("published"));
}

} // namespace rawi::test
