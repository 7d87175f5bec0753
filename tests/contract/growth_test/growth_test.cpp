// A made-up feature, whole, in one folder: a record type, two commands, an event, a list over REST, a table of the desk alone, a
// form on the desk, a list of the Admin window. It shows what a feature costs, and that it works end to end against a real server.
#include "core/office/office_client.h"
#include "core/replica/journal_table.h"
#include "core/rules/rule_args.h"
#include "core/sync/sync_engine.h"
#include "sync-server/feed/event_line.h"
#include "sync-server/feed/record_routes.h"
#include "tests/server/rest_bench.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/wait_for.h"
#include "ui/kit/office_table_view.h"
#include "ui/kit/record_form.h"

#include <QTableView>

#include <atomic>

namespace rawi {

// What somebody heard and nobody has confirmed yet.
struct Rumour {
    Id<Rumour> id;
    qint64 rev = 0;
    QString textAr;
    QString textEn;
    bool confirmed = false;
    Timestamp heardAt;
};

template <>
struct Describe<Rumour> {
    static constexpr const char *name = "rumours";
    static auto fields()
    {
        return std::tuple{field("text_ar", &Rumour::textAr, MergePolicy::Words, 300),
                          field("text_en", &Rumour::textEn, MergePolicy::Words, 300),
                          field("confirmed", &Rumour::confirmed), field("heard_at", &Rumour::heardAt)};
    }
};

namespace {

Result<QJsonObject> hear(Transaction &transaction, const Command &command)
{
    Rumour rumour = withArgs(Rumour{}, command.args);
    RAWI_ASSIGN(rumour.id, newId<Rumour>(transaction, command.args));
    rumour.heardAt = transaction.now();
    RAWI_TRY(transaction.put(rumour));
    return idResult(rumour.id.uuid());
}

Result<QJsonObject> confirm(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(Rumour rumour, transaction.get(idFrom<Rumour>(command.args)));
    rumour.confirmed = true;
    RAWI_TRY(transaction.put(rumour));
    tellOf(transaction, u"rumour.confirmed"_s, rumour);
    return idResult(rumour.id.uuid());
}

void registerRumourRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<Rumour>();
    book.addType(type);
    book.addRights({{u"rumour.hear"_s, u"تدوين ما يُسمع"_s, u"Note what is heard"_s, kEditors},
                    {u"rumour.confirm"_s, u"تأكيد ما سُمع"_s, u"Confirm what was heard"_s, kManagingEditors}});
    book.addRule({.name = u"rumour.hear"_s,
                  .args = argsFrom(type, {"id", "text_ar", "text_en"}),
                  .required = {u"text_ar"_s},
                  .touches = touchesOne(type),
                  .apply = hear});
    book.addRule({.name = u"rumour.confirm"_s,
                  .args = {idArg()},
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = confirm});
}

// What an editor notes beside a rumour: it stays on this desk.
constexpr const char *kRumourNotes = "rumour_notes";

void registerRumourStores(LocalStores &stores)
{
    stores.add({.name = QLatin1StringView(kRumourNotes), .steps = {JournalTable::make(kRumourNotes)}});
}

class Growth : public test::RestBench {
protected:
    void addRules(RuleBook &book) override { registerRumourRules(book); }

    void addRoutes() override
    {
        const auto made = pool->with<bool>([](server::PgConnection &connection) -> Result<bool> {
            RAWI_TRY(connection.execScript("CREATE TABLE rumours (workspace uuid, id uuid, rev bigint, text_ar text, text_en text,"
                                           " confirmed boolean, heard_at timestamptz, PRIMARY KEY (workspace, id))"));
            return true;
        });
        ASSERT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
        const RecordInfo &type = recordInfo<Rumour>();
        const auto records = std::make_shared<const server::RecordService>(*pool, *commands);
        server::addRecordRoutes(table, records, type,
                                {.collection = "/api/v1/rumours", .one = "rumour", .many = "rumours", .create = u"rumour.hear"_s,
                                 .order = {{"t.heard_at", "timestamptz"}, {"t.id", "uuid"}}});
        table.add(server::commandRoute(records, type, {server::Method::Post, "/api/v1/rumours/{id}/confirm", "Confirm",
                                                       u"rumour.confirm"_s}));
    }
};

} // namespace

TEST_F(Growth, AFeatureOfOneFolderWorksEndToEnd)
{
    server::EventLine events(*pool);
    std::atomic<int> told = 0;
    events.addConsumer(u"growth"_s, {u"rumour.confirmed"_s},
                       [&](server::PgConnection &, const server::ToldEvent &) { return ++told, Result<void>(); });
    ASSERT_TRUE(events.start().ok());
    commands->setEvents(&events);
    ASSERT_TRUE(people->addUser({u"m@rawi.example"_s, u"a long pass phrase 7"_s, Role::ManagingEditor, u"سلمى"_s, u"Salma"_s}).ok());
    test::TemporaryDirectory folder;
    LocalStores stores;
    stores.add(UploadStore::tables());
    registerRumourStores(stores);
    const auto replica = *Replica::open(folder.path(), rules, stores, clock);
    SyncEngine sync(*replica, folder.path(), clock);
    sync.start();
    sync.signIn(QUrl(u"http://127.0.0.1:%1"_s.arg(edge->port())), u"m@rawi.example"_s, u"a long pass phrase 7"_s);
    ASSERT_TRUE(test::waitFor([&] { return sync.status().state == SyncState::Online; }, 30'000));

    RecordForm form({formField(recordInfo<Rumour>(), u"text_ar", [] { return u"ما سُمع"_s; }),
                     formField(recordInfo<Rumour>(), u"text_en", [] { return u"Heard"_s; })});
    form.setRecord({});
    form.editor(u"text_ar")->setValue(u"سيُفتتح المتحف غدًا"_s);
    const auto heard = replica->execute(u"rumour.hear"_s, {{u"text_ar"_s, form.values().value("text_ar"_L1)}});
    ASSERT_TRUE(heard.ok()) << qUtf8Printable(heard.error().toString());
    sync.kick();

    OfficeClient office(sync);
    OfficeListModel model(office, u"/api/v1/rumours"_s, {{u"text_ar"_s, [] { return u"ما سُمع"_s; }}});
    const Words words = [] { return u"Rumours"_s; };
    OfficeTableView list(model, {.title = words, .search = {}, .emptyTitle = words, .emptyAdvice = words});
    const QString id = heard->result.value("id"_L1).toString();
    ASSERT_TRUE(test::waitFor([&] { return model.reload(), model.load(), model.rowOf(id) >= 0; }, 30'000));
    EXPECT_EQ(list.table().model()->index(model.rowOf(id), 0).data().toString(), u"سيُفتتح المتحف غدًا"_s);

    office.create(&list, u"/api/v1/rumours/%1/confirm"_s.arg(id), {},
                  [](const Result<OfficeRecord> &answer) { EXPECT_TRUE(answer.ok()); });
    ASSERT_TRUE(test::waitFor([&] { return (*replica->find(Id<Rumour>::fromText(id)))->confirmed; }, 30'000)) << "on the desk";
    EXPECT_TRUE(test::waitFor([&] { return told == 1; }, 30'000)) << "the event reached its consumer";
    const QJsonObject note{{u"note"_s, u"اسأل المدير"_s}};
    ASSERT_TRUE(JournalTable(replica->database(), kRumourNotes).put(uuidFromText(id), note).ok());
    const auto again = *Replica::open(folder.path(), rules, stores, clock);
    EXPECT_EQ(JournalTable(again->database(), kRumourNotes).find(uuidFromText(id))->value(), note) << "at the next start";
    sync.stop();
    commands->setEvents(nullptr);
    events.stop();
}

} // namespace rawi
