// Who may see a series: choosing it, what the desk shows of it, and what happens where it is taken away.
#include "core/catalog/series.h"
#include "core/people/person.h"
#include "tests/desktop/desk_fixture.h"
#include "tests/support/actors.h"
#include "ui/catalog/series_access_dialog.h"
#include "ui/catalog/series_board_view.h"
#include "ui/content/content_list_model.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/language.h"
#include "ui/kit/notice_bar.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace rawi;

namespace {

class SeriesAccessTest : public test::DeskFixture {
protected:
    void SetUp() override
    {
        DeskFixture::SetUp();
        m_language = std::make_unique<LanguageSwitch>(*qApp);
        m_language->setLanguage(Language::English); // with its plurals
        m_self = addPerson(u"منى الحسن"_s, u"Mona Alhasan"_s, Role::ManagingEditor);
        m_hana = addPerson(u"هناء سعد"_s, u"Hana Saad"_s, Role::Editor);
        m_omar = addPerson(u"عُمر علي"_s, u"Omar Ali"_s, Role::Viewer);
        m_admin = addPerson(u"ندى"_s, u"Nada"_s, Role::Admin);
        addPerson(u"غائب"_s, u"Gone"_s, Role::Editor, false);
        work(Role::ManagingEditor);
        m_series = Id<Series>(
            run(u"series.create"_s, {{u"title_ar"_s, u"حكايات المدينة"_s}, {u"title_en"_s, u"Tales"_s}}));
        m_item = makeItem(u"حلقة"_s, u"Episode"_s);
        run(u"episode.add"_s,
            {{u"series_id"_s, m_series.text()}, {u"content_id"_s, m_item.text()}, {u"season_number"_s, 1}});
    }

    void TearDown() override { m_language->setLanguage(Language::English); }

    Id<Person> addPerson(const QString &arabic, const QString &english, Role role, bool active = true)
    {
        Person person;
        person.id = Id<Person>(makeUuidV7(m_clock.nowMs()));
        person.email = english.section(QLatin1Char(' '), 0, 0).toLower() + u"@rawi.example"_s;
        person.nameAr = arabic;
        person.nameEn = english;
        person.role = role;
        person.active = active;
        pull(person);
        return person.id;
    }

    void work(Role role) { ASSERT_TRUE(desk().replica().setActor(test::actorOf(m_self, role)).ok()); }

    Series series() const
    {
        const auto found = m_desk->replica().find(m_series);
        return found.ok() && *found ? **found : Series{};
    }

    // As the feed tells a person who may no longer see these rows.
    void lose(const QList<RowKey> &keys)
    {
        QList<FeedRow> rows;
        for (const RowKey &key : keys) {
            rows.append({key.type, key.id, 0, {}, true});
        }
        const FeedCursor cursor{u"test"_s, ++m_seq, QString::number(m_seq)};
        ASSERT_TRUE(ReplicaFeed(desk().replica()).applyPull(rows, cursor, true).ok());
    }

    static QPushButton *button(const QWidget &in, const QString &text)
    {
        const auto all = in.findChildren<QPushButton *>();
        const auto at = std::find_if(all.cbegin(), all.cend(), [&](QPushButton *one) { return one->text() == text; });
        return at == all.cend() ? nullptr : *at;
    }

    static int rowOf(const SeriesAccessModel &model, const Id<Person> &person)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row).data(SeriesAccessModel::IdRole).toUuid() == person.uuid()) {
                return row;
            }
        }
        return -1;
    }

    std::unique_ptr<LanguageSwitch> m_language;
    Id<Person> m_self;
    Id<Person> m_hana;
    Id<Person> m_omar;
    Id<Person> m_admin;
    Id<Series> m_series;
    Id<ContentItem> m_item;
};

TEST_F(SeriesAccessTest, PeopleAreFoundByNameInEitherLanguageAndOneselfStaysAMember)
{
    SeriesAccessModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_EQ(model.rowCount(), 4) << "who is no longer active is not offered";
    EXPECT_EQ(model.index(0).data().toString(), u"Hana Saad"_s);
    m_language->setLanguage(Language::Arabic);
    model.retranslate();
    EXPECT_EQ(model.index(rowOf(model, m_hana)).data().toString(), u"هناء سعد"_s);
    model.search(u"عمر"_s);
    ASSERT_EQ(model.rowCount(), 1) << "found without its vowel";
    EXPECT_TRUE(model.setData(model.index(0), Qt::Checked, Qt::CheckStateRole));
    model.search(u"HANA@"_s);
    ASSERT_EQ(model.rowCount(), 1);
    model.search({});
    QStringList both{m_omar.text(), m_self.text()};
    both.sort();
    EXPECT_EQ(model.members(), both) << "what the search hides stays checked";
    const QModelIndex self = model.index(rowOf(model, m_self));
    EXPECT_EQ(self.data(Qt::CheckStateRole).toInt(), Qt::Checked);
    EXPECT_FALSE(model.setData(self, Qt::Unchecked, Qt::CheckStateRole));
    m_language->setLanguage(Language::English);
    EXPECT_TRUE(model.index(rowOf(model, m_admin)).data(SeriesAccessModel::WordsRole).toString().contains("any case"_L1));
}

TEST_F(SeriesAccessTest, IsChosenByKeyboardInBothDirections)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        m_language->setLanguage(language);
        SeriesBoardView view(desk());
        view.resize(1000, 600);
        view.show();
        view.selectSeries(m_series);
        auto *open = button(view, language == Language::Arabic ? u"من يراها…"_s : u"Who may see it…"_s);
        ASSERT_NE(open, nullptr);
        ASSERT_TRUE(open->isVisible());
        open->click();
        auto *dialog = view.findChild<SeriesAccessDialog *>();
        ASSERT_NE(dialog, nullptr);
        ASSERT_TRUE(waitFor([&] { return dialog->isActiveWindow(); }));
        EXPECT_EQ(dialog->layoutDirection(), language == Language::Arabic ? Qt::RightToLeft : Qt::LeftToRight);
        auto *list = dialog->findChild<QListView *>();
        auto *search = dialog->findChild<QLineEdit *>();
        for (const QWidget *one : std::initializer_list<QWidget *>{list, search}) {
            EXPECT_FALSE(one->accessibleName().isEmpty());
            EXPECT_FALSE(one->isEnabled()) << "while everybody sees it";
        }
        ASSERT_TRUE(qobject_cast<QCheckBox *>(dialog->focusWidget()));
        const auto key = [&](Qt::Key which) { QTest::keyClick(dialog->focusWidget(), which); };
        key(Qt::Key_Space);
        EXPECT_TRUE(list->isEnabled());
        EXPECT_FALSE(dialog->focusWidget()->accessibleDescription().isEmpty()) << "what it does, for a screen reader";
        key(Qt::Key_Tab);
        ASSERT_EQ(dialog->focusWidget(), search);
        search->setText(u"hana"_s);
        key(Qt::Key_Return);
        ASSERT_EQ(dialog->focusWidget(), list) << "the search does not end with saving";
        EXPECT_TRUE(dialog->isVisible());
        list->setCurrentIndex(list->model()->index(0, 0));
        key(Qt::Key_Space);
        dialog->accept();
        QStringList both{m_hana.text(), m_self.text()};
        both.sort();
        EXPECT_EQ(series().members, both);
        EXPECT_EQ(series().scope.uuid(), m_series.uuid());
        EXPECT_EQ(item(m_item).scope.uuid(), m_series.uuid());
        run(u"series.restrict"_s, {{u"id"_s, m_series.text()}, {u"restricted"_s, false}});
        EXPECT_TRUE(item(m_item).scope.isNull());
    }
}

TEST_F(SeriesAccessTest, ARestrictedSeriesIsMarkedOnBoardListAndCards)
{
    SeriesBoardView view(desk());
    view.resize(1000, 600);
    view.show();
    SeriesListModel list(desk());
    ContentListModel library(desk().replica());
    library.setQuery({});
    ASSERT_TRUE(waitFor([&] { return library.rowOf(m_item.uuid()) >= 0; }));
    const auto locked = [&] {
        const auto labels = view.findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [](QLabel *one) {
            return one->isVisible() && !one->toolTip().isEmpty() && one->accessibleName() == one->toolTip();
        });
    };
    const auto card = [&] { return library.index(library.rowOf(m_item.uuid())).data(Qt::ToolTipRole).toString(); };
    EXPECT_FALSE(locked());
    EXPECT_TRUE(list.index(0).data(Qt::ToolTipRole).toString().isEmpty());
    EXPECT_TRUE(card().isEmpty());
    run(u"series.restrict"_s,
        {{u"id"_s, m_series.text()}, {u"restricted"_s, true}, {u"members"_s, QJsonArray{m_omar.text()}}});
    EXPECT_TRUE(locked());
    EXPECT_TRUE(list.index(0).data(SeriesListModel::RestrictedRole).toBool());
    EXPECT_EQ(list.index(0).data(Qt::ToolTipRole).toString(), u"Only its 2 members may see the series"_s);
    EXPECT_TRUE(list.index(0).data(Qt::AccessibleDescriptionRole).toString().contains("members only"_L1));
    EXPECT_TRUE(waitFor([&] { return !card().isEmpty(); }));
}

// The room a board has in a window of 1366 × 768 beside the inspector.
TEST_F(SeriesAccessTest, TheBoardCutsNeitherItsTitleNorAButton)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        m_language->setLanguage(language);
        for (const int width : {1300, 904, 740}) {
            SeriesBoardView board(desk());
            board.resize(width, 600);
            board.show();
            board.selectSeries(m_series);
            QCoreApplication::processEvents();
            const auto labels = board.findChildren<ElidedLabel *>();
            for (const ElidedLabel *one : labels) {
                EXPECT_GE(one->width(), one->sizeHint().width()) << width << qUtf8Printable(one->text());
            }
            const auto buttons = board.findChildren<QPushButton *>();
            for (const QPushButton *one : buttons) {
                const QRect inside = one->parentWidget()->rect();
                EXPECT_TRUE(!one->isVisible() || inside.contains(one->geometry())) << width << qUtf8Printable(one->text());
                EXPECT_TRUE(!one->isVisible() || one->width() >= one->sizeHint().width()) << qUtf8Printable(one->text());
            }
        }
    }
}

TEST_F(SeriesAccessTest, WithoutTheRightItIsNotOffered)
{
    SeriesBoardView view(desk());
    view.show();
    auto *open = button(view, u"Who may see it…"_s);
    ASSERT_NE(open, nullptr);
    EXPECT_FALSE(open->isHidden());
    work(Role::Editor);
    Person changed;
    changed.id = m_self;
    changed.nameEn = u"Mona"_s;
    changed.role = Role::Editor;
    pull(changed);
    EXPECT_TRUE(open->isHidden()) << "another role may have other rights";
    const auto actions = view.findChild<QListView *>()->actions();
    EXPECT_TRUE(std::none_of(actions.cbegin(), actions.cend(), [&](const QAction *one) {
        return one->isVisible() && one->text() == open->text();
    }));
}

TEST_F(SeriesAccessTest, ASeriesThatIsTakenAwayLeavesTheBoardWithoutAnError)
{
    Series other;
    other.id = Id<Series>(makeUuidV7(m_clock.nowMs()));
    other.titleEn = u"Another"_s;
    other.rev = 1;
    pull(other);
    Series secret;
    secret.id = Id<Series>(makeUuidV7(m_clock.nowMs() + 1));
    secret.titleEn = u"Secret"_s;
    secret.rev = 1;
    pull(secret);
    SeriesBoardView view(desk());
    view.resize(1000, 600);
    view.show();
    view.activateWindow();
    view.selectSeries(secret.id);
    ASSERT_EQ(view.model().series(), secret.id);
    button(view, u"Edit…"_s)->click();
    auto *tree = view.findChild<QTreeView *>();
    tree->setFocus();
    lose({{recordInfo<Series>().name, secret.id.uuid()}});
    EXPECT_TRUE(view.model().series().isNull()) << "and not the next one";
    EXPECT_FALSE(tree->isVisible());
    const auto dialogs = view.findChildren<QDialog *>();
    EXPECT_TRUE(std::none_of(dialogs.cbegin(), dialogs.cend(), [](QDialog *one) { return one->isVisible(); }));
    EXPECT_FALSE(view.findChild<NoticeBar *>()->isVisible());
    const auto labels = view.findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.cbegin(), labels.cend(), [](QLabel *one) {
        return one->isVisible() && one->text() == u"You may no longer see this series"_s;
    }));
    pull(secret);
    EXPECT_EQ(view.model().series(), secret.id) << "granted again";
    EXPECT_TRUE(tree->isVisible());
    lose({{recordInfo<Series>().name, secret.id.uuid()}});
    view.selectSeries(other.id);
    EXPECT_EQ(view.model().series(), other.id);
}

} // namespace
