#include "core/replica/local_store.h"

#include "core/content/content_item.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/draft_store.h"
#include "core/replica/replica_database.h"
#include "core/replica/replica_feed.h"
#include "tests/support/fake_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_directory.h"

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

class LocalStoreTest : public testing::Test {
protected:
    Result<void> open(const QList<LocalStore> &wanted)
    {
        desk.reset();
        LocalStores stores;
        for (const LocalStore &one : wanted) {
            stores.add(one);
        }
        RAWI_ASSIGN(desk, Replica::open(directory.path(), rules, stores, clock));
        return {};
    }

    QString value(const QString &sql)
    {
        const auto found = desk->database().value(sql);
        EXPECT_TRUE(found.ok()) << (found.ok() ? "" : qUtf8Printable(found.error().toString()));
        return found.ok() ? found->toString() : QString();
    }

    Result<Receipt> create(const QString &title)
    {
        clock.advance(1);
        return desk->execute(u"content.create"_s, {{u"kind"_s, u"video"_s}, {u"title_en"_s, title}});
    }

    const LocalStore first{.name = u"pins"_s,
                           .steps = {u"CREATE TABLE IF NOT EXISTS pins (id TEXT PRIMARY KEY)"_s}};
    LocalStore later() const
    {
        LocalStore store = first;
        store.steps.append(u"ALTER TABLE pins ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'"_s);
        return store;
    }

    TemporaryDirectory directory;
    ManualClock clock;
    RuleBook rules = makeWorkspaceRules();
    std::unique_ptr<Replica> desk;
};

} // namespace

TEST_F(LocalStoreTest, StepsAreRunOnceAndThoseOfALaterVersionAreAdded)
{
    ASSERT_TRUE(open({first}).ok());
    ASSERT_TRUE(desk->database().exec(u"INSERT INTO pins (id) VALUES ('a')"_s).ok());
    for (int start = 0; start < 2; ++start) { // a column cannot be added twice
        const Result<void> opened = open({later()});
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        EXPECT_EQ(value(u"SELECT id || colour FROM pins"_s), u"ared"_s);
    }
    ASSERT_TRUE(open({first}).ok()) << "an older Rawi";
    ASSERT_TRUE(desk->database().exec(u"INSERT INTO pins (id) VALUES ('b')"_s).ok());
    ASSERT_TRUE(open({later()}).ok()) << "and the newer one again";
    EXPECT_EQ(value(u"SELECT group_concat(id || colour) FROM (SELECT * FROM pins ORDER BY id)"_s), u"ared,bred"_s);
}

TEST_F(LocalStoreTest, TablesFromBeforeStepsWereCountedKeepTheirRows)
{
    ASSERT_TRUE(open({}).ok());
    ASSERT_TRUE(desk->database().exec(u"CREATE TABLE pins (id TEXT PRIMARY KEY)"_s).ok());
    ASSERT_TRUE(desk->database().exec(u"INSERT INTO pins (id) VALUES ('a')"_s).ok());
    ASSERT_TRUE(open({later()}).ok());
    EXPECT_EQ(value(u"SELECT id || colour FROM pins"_s), u"ared"_s);
}

TEST_F(LocalStoreTest, WhenAStepFailsNoneIsDone)
{
    LocalStore broken = later();
    broken.steps.append(u"CREATE NONSENSE"_s);
    const Result<void> opened = open({broken});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, ErrorCode::DatabaseError);
    ASSERT_TRUE(open({later()}).ok());
    EXPECT_EQ(value(u"SELECT count(*) FROM pins"_s), u"0"_s);
}

TEST_F(LocalStoreTest, RowsAreFollowedInTheTransactionThatChangesThem)
{
    LocalStore titles{.name = u"titles"_s,
                      .steps = {u"CREATE TABLE titles (id TEXT PRIMARY KEY, title TEXT)"_s},
                      .follow = [](ReplicaDatabase &database, RowReader &shown, const QSet<RowKey> &changed) -> Result<void> {
                          for (const RowKey &key : changed) {
                              RAWI_ASSIGN(const auto row, shown.row(recordInfo<ContentItem>(), key.id));
                              const QString title = row ? row->value("title_en"_L1).toString() : u"gone"_s;
                              if (title == "Refuse"_L1) {
                                  return Error{ErrorCode::InvalidArgument, u"titles"_s, {}};
                              }
                              RAWI_TRY(database.exec(u"INSERT OR REPLACE INTO titles VALUES (?, ?)"_s, {uuidText(key.id), title}));
                          }
                          return {};
                      }};
    ASSERT_TRUE(open({titles}).ok());
    const auto made = create(u"One"_s);
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(value(u"SELECT title FROM titles"_s), u"One"_s);
    EXPECT_FALSE(create(u"Refuse"_s).ok());
    EXPECT_EQ(desk->waitingCount(), 1) << "nothing of it was kept";
    EXPECT_EQ(value(u"SELECT count(*) FROM titles"_s), u"1"_s);

    const auto other = desk->opener()();
    ASSERT_TRUE(other.ok());
    const QUuid id = uuidFromText(made->result.value("id"_L1).toString());
    ContentItem item = **(*other)->find(Id<ContentItem>(id));
    item.titleEn = u"From the server"_s;
    item.rev = 5;
    FeedCursor cursor{u"e"_s, 5, {}};
    ReplicaFeed feed(**other);
    ASSERT_TRUE(feed.applyPushResults({{1, true, {}, {}}}, cursor).ok());
    ASSERT_TRUE(feed.applyPull({{recordInfo<ContentItem>().name, id, 5, toJson(item)}}, cursor).ok());
    EXPECT_EQ(value(u"SELECT title FROM titles"_s), u"From the server"_s) << "by another connection";
    cursor.seq = 6;
    ASSERT_TRUE(feed.applyPull({{recordInfo<ContentItem>().name, id, 6, {}, true}}, cursor, true).ok());
    EXPECT_EQ(value(u"SELECT title FROM titles"_s), u"gone"_s);
}

TEST_F(LocalStoreTest, ADraftIsWrittenAsItAlwaysWas)
{
    ASSERT_TRUE(open({DraftStore::tables()}).ok());
    const QUuid record = makeUuidV7(1);
    const QString typing = uR"({"base":"قبل","text":"بعد \"كلام\"","type":"content_items","typed_ms":7})"_s;
    const QString left = uR"({"base":"","reason":{"code":"disk_full","detail":"d","subject":"s"},"text":"x","type":"content_items","typed_ms":8})"_s;
    const auto put = [&](const QString &field, const QString &entry) {
        return desk->database().exec(u"INSERT INTO drafts VALUES (?, ?, ?)"_s, {uuidText(record), field, entry});
    };
    ASSERT_TRUE(put(u"title_ar"_s, typing).ok());
    ASSERT_TRUE(put(u"title_en"_s, left).ok());
    DraftStore read(*desk, directory.path());
    ASSERT_TRUE(read.load().ok());
    auto draft = read.find(record, u"title_ar"_s);
    ASSERT_TRUE(draft.has_value());
    EXPECT_EQ(draft->text, uR"(بعد "كلام")"_s);
    EXPECT_EQ(draft->base, u"قبل"_s);
    EXPECT_TRUE(draft->left);
    EXPECT_EQ(draft->reason.code, ErrorCode::Cancelled) << "Rawi ended while it was typed";
    EXPECT_EQ(read.find(record, u"title_en"_s)->reason, (Error{ErrorCode::DiskFull, u"s"_s, u"d"_s}));

    draft->reason = {};
    draft->left = false;
    read.put(*draft);
    read.put(*read.find(record, u"title_en"_s));
    EXPECT_EQ(value(u"SELECT entry FROM drafts WHERE field = 'title_ar'"_s), typing);
    EXPECT_EQ(value(u"SELECT entry FROM drafts WHERE field = 'title_en'"_s), left);
}

} // namespace rawi::test
