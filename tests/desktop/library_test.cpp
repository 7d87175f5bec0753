#include "tests/desktop/desk_fixture.h"
#include "ui/content/content_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace rawi::test {

class ContentListModelTest : public DeskFixture {
protected:
    void SetUp() override
    {
        DeskFixture::SetUp();
        m_model = std::make_unique<ContentListModel>(desk().replica());
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::Warning);
    }
    void TearDown() override
    {
        m_tester.reset();
        m_model.reset();
    }

    bool waitForRows(int rows)
    {
        return waitFor([&] { return m_model->rowCount() == rows && !m_model->isLoading(); });
    }

    std::unique_ptr<ContentListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

TEST_F(ContentListModelTest, ShowsWhatIsThereNewestFirst)
{
    const auto first = makeItem(u"الأولى"_s, u"First"_s);
    const auto second = makeItem(u"الثانية"_s, u"Second"_s);
    m_model->setQuery({});
    ASSERT_TRUE(waitForRows(2));
    EXPECT_EQ(m_model->idAt(0), second.uuid());
    EXPECT_EQ(m_model->idAt(1), first.uuid());
    EXPECT_EQ(m_model->index(1).data(ContentListModel::StateRole).toString(), u"draft"_s);
}

TEST_F(ContentListModelTest, ANewItemIsInsertedAndTheOthersKeepTheirPersistentIndexes)
{
    const auto first = makeItem(u"الأولى"_s, u"First"_s);
    m_model->setQuery({});
    ASSERT_TRUE(waitForRows(1));
    const QPersistentModelIndex kept = m_model->index(0);
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    makeItem(u"الثانية"_s, u"Second"_s);
    ASSERT_TRUE(waitForRows(2));
    EXPECT_EQ(resets.count(), 0);
    ASSERT_TRUE(kept.isValid());
    EXPECT_EQ(kept.data(ContentListModel::IdRole).toUuid(), first.uuid());
}

TEST_F(ContentListModelTest, AnEditIsTold)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    m_model->setQuery({});
    ASSERT_TRUE(waitForRows(1));
    ASSERT_TRUE(m_model->rowAt(0));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    run(u"content.update"_s, {{u"id"_s, id.text()}, {u"title_en"_s, u"Another"_s}});
    ASSERT_TRUE(waitFor([&] { return changed.count() > 0; }));
    EXPECT_EQ(m_model->rowAt(0)->item.titleEn, u"Another"_s);
}

TEST_F(ContentListModelTest, AnEditIsToldOfItsRowAlone)
{
    const auto edited = makeItem(u"الأولى"_s, u"First"_s);
    makeItem(u"الثانية"_s, u"Second"_s);
    m_model->setQuery({});
    ASSERT_TRUE(waitForRows(2));
    ASSERT_TRUE(m_model->rowAt(0));
    QList<int> told;
    QObject::connect(m_model.get(), &QAbstractItemModel::dataChanged, m_model.get(), [&](const QModelIndex &first, const QModelIndex &last) {
        for (int row = first.row(); row <= last.row(); ++row) {
            told.append(row);
        }
    });
    const int row = m_model->rowOf(edited.uuid());
    run(u"content.update"_s, {{u"id"_s, edited.text()}, {u"title_en"_s, u"Another"_s}});
    ASSERT_TRUE(waitFor([&] { return !told.isEmpty(); }));
    EXPECT_EQ(told, QList<int>{row});
    EXPECT_EQ(m_model->rowAt(m_model->rowOf(edited.uuid()))->item.titleEn, u"Another"_s);
}

TEST_F(ContentListModelTest, TheTrashIsAnotherQuery)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    m_model->setQuery({});
    ASSERT_TRUE(waitForRows(1));
    run(u"content.trash"_s, {{u"id"_s, id.text()}});
    ASSERT_TRUE(waitForRows(0));
    ContentQuery trash;
    trash.trashed = true;
    m_model->setQuery(trash);
    ASSERT_TRUE(waitForRows(1));
    EXPECT_EQ(m_model->rowOf(id.uuid()), 0);
}

TEST_F(ContentListModelTest, SearchesFolded)
{
    makeItem(u"أَحْمَد في القاهرة"_s, u"Ahmad in Cairo"_s);
    makeItem(u"شيء آخر"_s, u"Something else"_s);
    ContentQuery query;
    query.text = u"احمد"_s;
    m_model->setQuery(query);
    EXPECT_TRUE(waitForRows(1));
}

} // namespace rawi::test
