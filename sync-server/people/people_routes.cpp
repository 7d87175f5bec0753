#include "sync-server/people/people_routes.h"

namespace rawi::server {

namespace {

QJsonObject schemaOf(std::initializer_list<std::pair<const char *, const char *>> members, int requiredCount)
{
    QJsonObject properties;
    QJsonArray required;
    int index = 0;
    for (const auto &[name, type] : members) {
        properties.insert(QLatin1StringView(name), QJsonObject{{u"type"_s, QLatin1StringView(type)}});
        if (index++ < requiredCount) {
            required.append(QLatin1StringView(name));
        }
    }
    return {{u"type"_s, u"object"_s},
            {u"properties"_s, properties},
            {u"required"_s, required},
            {u"additionalProperties"_s, false}};
}

// The body, when it fits the schema: known members of the right type, and all required ones.
Result<QJsonObject> checkedBody(const Request &request, const QJsonObject &schema)
{
    RAWI_ASSIGN(QJsonObject body, request.json());
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (auto it = body.begin(); it != body.end(); ++it) {
        const QString type = properties.value(it.key()).toObject().value("type"_L1).toString();
        if (type.isEmpty()) {
            return Error{ErrorCode::UnknownField, it.key(), u"this request has no such member"_s};
        }
        const bool fits = type == "boolean"_L1 ? it.value().isBool() : it.value().isString();
        if (!fits) {
            return Error{ErrorCode::InvalidArgument, it.key(), u"expected a %1"_s.arg(type)};
        }
    }
    const QJsonArray required = schema.value("required"_L1).toArray();
    for (const QJsonValue &name : required) {
        if (!body.contains(name.toString())) {
            return Error{ErrorCode::FieldRequired, name.toString(), u"this request needs it"_s};
        }
    }
    return body;
}

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
    return schemaOf({{"access_token", "string"}, {"refresh_token", "string"}, {"token_type", "string"},
                     {"expires_in", "integer"}, {"user", "object"}}, 5);
}

Route login(PeopleService &people)
{
    Route route;
    route.method = Method::Post;
    route.pattern = "/api/v1/auth/login";
    route.summary = "Sign in with an address and a password";
    route.needsSession = false;
    route.rate = RateClass::Login;
    route.requestSchema = schemaOf({{"email", "string"}, {"password", "string"}}, 2);
    route.responseSchema = tokensSchema();
    route.handle = [&people, schema = route.requestSchema](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, checkedBody(request, schema));
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
    route.requestSchema = schemaOf({{"refresh_token", "string"}}, 1);
    route.responseSchema = tokensSchema();
    route.handle = [&people, schema = route.requestSchema](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, checkedBody(request, schema));
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
    Route route;
    route.pattern = "/api/v1/users";
    route.summary = "The members of the workspace";
    route.queryParameters = {"limit", "cursor"};
    route.handle = [&people](const Request &request) -> Result<Reply> {
        constexpr int kMaxPage = 200;
        const QString wanted = request.queryValue("limit");
        const int limit = wanted.isEmpty() ? 50 : wanted.toInt();
        if (limit < 1 || limit > kMaxPage) {
            return Error{ErrorCode::InvalidArgument, u"limit"_s, u"expected 1 to 200"_s};
        }
        RAWI_ASSIGN(std::string page, people.list(limit, request.queryValue("cursor")));
        return Reply::rawJson(std::move(page));
    };
    return route;
}

Route create(PeopleService &people)
{
    Route route;
    route.method = Method::Post;
    route.pattern = "/api/v1/users";
    route.summary = "Add a person";
    route.minimumRole = Role::Admin;
    route.rate = RateClass::Write;
    route.successStatus = 201;
    route.requestSchema = schemaOf({{"email", "string"}, {"password", "string"}, {"role", "string"},
                                    {"name_ar", "string"}, {"name_en", "string"}}, 3);
    route.handle = [&people, schema = route.requestSchema](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, checkedBody(request, schema));
        Result<Role> role = enumFromText<Role>(text(body, "role"));
        if (!role.ok()) {
            return Error{ErrorCode::InvalidArgument, u"role"_s,
                         u"expected viewer, editor, managing_editor or admin"_s};
        }
        RAWI_ASSIGN(const QUuid id, people.addUser({text(body, "email"), text(body, "password"), *role,
                                                    text(body, "name_ar"), text(body, "name_en")},
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
    route.minimumRole = Role::Admin;
    route.rate = RateClass::Write;
    route.requestSchema = schemaOf({{"role", "string"}, {"active", "boolean"}, {"name_ar", "string"},
                                    {"name_en", "string"}}, 0);
    route.handle = [&people, schema = route.requestSchema](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, checkedBody(request, schema));
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

} // namespace

void addPeopleRoutes(RoutingTable &table, PeopleService &people)
{
    table.add(login(people));
    table.add(refresh(people));
    table.add(logout(people));
    table.add(me(people));
    table.add(list(people));
    table.add(create(people));
    table.add(change(people));
}

} // namespace rawi::server
