#pragma once

#include <QTreeView>

namespace rawi {

// The seasons of a series with their episodes; words instead of an empty field while it has none.
class EpisodeTree : public QTreeView {
    Q_OBJECT

public:
    using QTreeView::QTreeView;

    void setEmptyText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_emptyText;
};

} // namespace rawi
