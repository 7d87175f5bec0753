#include "sync-server/people/people_routes.h"

#include "core/people/person.h"
#include "core/rules/rule_args.h"
#include "sync-server/feed/list_query.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/people/people_page.h"

namespace rawi::server {

namespace {

constexpr int kLongestPassword = 4096; // UTF-16 units; what is too long for a hash is said beyond

QString text(const QJsonObject &body, const char *name)
{
    return body.value(QLatin1StringView(name)).toString();
}

CommandContext contextOf(const Request &request)
{
    return {request.session.actor, request.session.sessionId, QString::fromStdString(request.correlationId)};
}

Result<Reply> tokensReply(PeopleService &people, const SessionTokens &tokens)
{
    RAWI_ASSIGN(const QJsonObject user, people.person(tokens.person));
    Reply reply = Reply::json({{u"access_token"_s, tokens.access},
                               {u"refresh_token"_s, tokens.refresh},
                               {u"token_type"_s, u"Bearer"_s},
                               {u"expires_in"_s, tokens.expiresIn},
                               {u"user"_s, user}});
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

QJsonObject tokensSchema()
{
    return objectSchema({needed(textArg("access_token", 0)), needed(textArg("refresh_token", 0)),
                         needed(textArg("token_type", 0)), needed(integerArg("expires_in", 0, 1e9)),
                         needed(jsonArg("user"))});
}

// As the record `people` has them.
FieldInfo ofPerson(const char *field)
{
    return *recordInfo<Person>().field(QString::fromLatin1(field));
}

Route login(PeopleService &people)
{
    Route route;
    route.method = Method::Post;
    route.pattern = "/api/v1/auth/login";
    route.summary = "Sign in with an address and a password";
    route.needsSession = false;
    route.rate = RateClass::Login;
    route.body = {needed(ofPerson("email")), needed(textArg("password", kLongestPassword))};
    route.responseSchema = tokensSchema();
    route.handle = [&people](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, request.json());
        const std::string_view agent = request.header("user-agent");
        RAWI_ASSIGN(const SessionTokens tokens,
                    people.signIn(text(body, "email"), text(body, "password"), QString::fromStdString(request.peer),
                                  QString::fromUtf8(agent.data(), static_cast<qsizetype>(agent.size()))));
        return tokensReply(people, tokens);
    };
    return route;
}

Route refresh(PeopleService &people)
{
    Route route;
    route.method = Method::Post;
    route.pattern = "/api/v1/auth/refresh";
    route.summary = "New tokens for a refresh token, which is used up";
    route.needsSession = false;
    route.rate = RateClass::Write; // nobody guesses 256 bits; a neighbour's wrong passwords must not stop a desk
    route.body = {needed(textArg("refresh_token", 200))};
    route.responseSchema = tokensSchema();
    route.handle = [&people](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, request.json());
        RAWI_ASSIGN(const SessionTokens tokens, people.refresh(text(body, "refresh_token")));
        return tokensReply(people, tokens);
    };
    return route;
}

Route logout(PeopleService &people)
{
    Route route;
    route.method = Method::Post;
    route.pattern = "/api/v1/auth/logout";
    route.summary = "End this session";
    route.rate = RateClass::Write;
    route.successStatus = 204;
    route.handle = [&people](const Request &request) -> Result<Reply> {
        RAWI_TRY(people.signOut(request.session.sessionId));
        return Reply::noContent();
    };
    return route;
}

Route ownPassword(PeopleService &people)
{
    Route route;
    route.method = Method::Post;
    route.pattern = "/api/v1/auth/password";
    route.summary = "A new password of one's own, with the present one; one's other sessions end";
    route.rate = RateClass::Login; // whoever found an open session must not guess
    route.successStatus = 204;
    route.body = QList<FieldInfo>{needed(textArg("current_password", kLongestPassword)), needed(textArg("new_password", kLongestPassword))};
    route.handle = [&people](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, request.json());
        RAWI_TRY(people.changeOwnPassword(contextOf(request), text(body, "current_password"), text(body, "new_password")));
        return Reply::noContent();
    };
    return route;
}

Route me(PeopleService &people)
{
    Route route;
    route.pattern = "/api/v1/users/me";
    route.summary = "The signed-in person";
    route.handle = [&people](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject user, people.person(request.session.actor.id.uuid()));
        return Reply::json(user);
    };
    return route;
}

Route list(PeopleService &people)
{
    return listRoute("/api/v1/users", "The members of the workspace, page by page", recordInfo<Person>(),
                     [&people](const Request &request) -> Result<Reply> {
                         RAWI_ASSIGN(PageQuery query, peoplePage(request));
                         return people.page(std::move(query), request);
                     },
                     QList<FieldInfo>{enumArg<Role>("role"), boolArg("active")} + listParameters(recordInfo<Person>()));
}

Route create(PeopleService &people)
{
    Route route;
    route.method = Method::Post;
    route.pattern = "/api/v1/users";
    route.summary = "Add a person";
    route.right = u"people.manage"_s;
    route.rate = RateClass::Write;
    route.successStatus = 201;
    route.body = {needed(ofPerson("email")), needed(textArg("password", kLongestPassword)),
                  needed(ofPerson("role")), ofPerson("name_ar"), ofPerson("name_en")};
    route.handle = [&people](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, request.json());
        RAWI_ASSIGN(const Role role, enumFromText<Role>(text(body, "role")));
        RAWI_ASSIGN(const QUuid id,
                    people.addUser({text(body, "email"), text(body, "password"), role, text(body, "name_ar"),
                                    text(body, "name_en")},
                                   contextOf(request)));
        RAWI_ASSIGN(const QJsonObject user, people.person(id));
        Reply reply = Reply::json(user, 201);
        reply.headers.emplace_back("Location", "/api/v1/users/" + uuidText(id).toStdString());
        return reply;
    };
    return route;
}

Route change(PeopleService &people)
{
    Route route;
    route.method = Method::Patch;
    route.pattern = "/api/v1/users/{id}";
    route.summary = "Change a person's names or role, or switch the account off";
    route.right = u"people.manage"_s;
    route.rate = RateClass::Write;
    route.body = {ofPerson("role"), ofPerson("active"), ofPerson("name_ar"), ofPerson("name_en")};
    route.handle = [&people](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, request.json());
        const QString text = QString::fromStdString(request.params.at(0));
        const QUuid id = uuidFromText(text);
        if (id.isNull()) {
            return Error{ErrorCode::NotFound, u"people/"_s + text, u"there is no such person"_s};
        }
        RAWI_ASSIGN(const QJsonObject user, people.change(contextOf(request), id, body));
        return Reply::json(user);
    };
    return route;
}

Route givenPassword(PeopleService &people)
{
    Route route;
    route.method = Method::Post;
    route.pattern = "/api/v1/users/{id}/password";
    route.summary = "Give a person another password; ends the person's sessions";
    route.right = u"people.manage"_s;
    route.rate = RateClass::Write;
    route.successStatus = 204;
    route.body = {needed(textArg("password", kLongestPassword))};
    route.handle = [&people](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, request.json());
        RAWI_ASSIGN(const QUuid id, idParameter(request, recordInfo<Person>()));
        RAWI_TRY(people.setPasswordOf(id, text(body, "password"), contextOf(request)));
        return Reply::noContent();
    };
    return route;
}

} // namespace

void addPeopleRoutes(RoutingTable &table, PeopleService &people)
{
    table.add(login(people));
    table.add(refresh(people));
    table.add(logout(people));
    table.add(ownPassword(people));
    table.add(me(people));
    table.add(list(people));
    table.add(create(people));
    table.add(change(people));
    table.add(givenPassword(people));
}

} // namespace rawi::server
