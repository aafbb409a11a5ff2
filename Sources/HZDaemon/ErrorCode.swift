import NIOHTTP1

/// What can be wrong with a request, by codes that stay the same over versions. docs/API.md and docs/openapi.json
/// list them all.
enum ErrorCode: String, CaseIterable, Sendable {
    case missingQuery = "missing_query"
    case missingID = "missing_id"
    case missingURL = "missing_url"
    case unknownParameter = "unknown_parameter"
    case repeatedParameter = "repeated_parameter"
    case badValue = "bad_value"
    case badEncoding = "bad_encoding"
    case badQuery = "bad_query"
    case badRequest = "bad_request"
    case tokenNeeded = "token_needed"
    case foreignHost = "foreign_host"
    case foreignOrigin = "foreign_origin"
    case notFound = "not_found"
    case noArticle = "no_article"
    case methodNotAllowed = "method_not_allowed"
    case nothingToUpdate = "nothing_to_update"
    case targetTooLong = "target_too_long"
    case headTooLarge = "head_too_large"
    case indexFailure = "index_failure"
    case busy
    case timedOut = "timed_out"

    /// The status that an answer with this code has.
    var status: HTTPResponseStatus {
        switch self {
        case .missingQuery, .missingID, .missingURL, .unknownParameter, .repeatedParameter, .badValue, .badEncoding,
            .badQuery, .badRequest:
            .badRequest
        case .tokenNeeded: .unauthorized
        case .foreignHost, .foreignOrigin: .forbidden
        case .notFound, .noArticle: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .nothingToUpdate: .conflict
        case .targetTooLong: .uriTooLong
        case .headTooLarge: .requestHeaderFieldsTooLarge
        case .indexFailure: .internalServerError
        case .busy: .serviceUnavailable
        case .timedOut: .gatewayTimeout
        }
    }
}
