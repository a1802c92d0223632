// Made from docs/openapi.json by "npm run api-types -w @retimbre/playground".

export interface paths {
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description Open to this machine alone unless RETIMBRE_METRICS says otherwise; not found for everybody else.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the service alive?
         * @description Whoever gets no answer should start it again.
         */
        get: operations["getHealthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the service do its work?
         * @description The database answers, a worker lives, the data folder takes files and has room for them. The failure says which of these does not hold.
         */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch an upload or a result */
        get: operations["getFilesPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** Fetch an upload or a result */
        head: operations["headFilesPath"];
        patch?: never;
        trace?: never;
    };
    "/center/default/api/v1/model_product/type_statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many models there are of each type */
        get: operations["getCenterDefaultApiV1ModelProductTypeStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/center/default/api/v1/model_product/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models, by type */
        get: operations["getCenterDefaultApiV1ModelProductSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/center/default/api/v1/model_product/detail/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model with its inputs */
        get: operations["getCenterDefaultApiV1ModelProductDetailPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/center/default/api/v1/model_product/calculate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Price of a run */
        post: operations["postCenterDefaultApiV1ModelProductCalculate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/put/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send the bytes of an upload
         * @description To the address of a ticket, which is good for one file of the size that was declared.
         */
        put: operations["putUploadsPutId"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all accounts */
        get: operations["getAdminAccounts"];
        put?: never;
        /** Create an account */
        post: operations["postAdminAccounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at an account */
        get: operations["getAdminAccountsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/accounts/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend an account
         * @description All its keys are refused from now on. What it has submitted runs on.
         */
        post: operations["postAdminAccountsIdSuspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/accounts/{id}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the limits of an account
         * @description Both at once: what is left out becomes the server's default.
         */
        post: operations["postAdminAccountsIdLimits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/accounts/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the suspension of an account */
        post: operations["postAdminAccountsIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/accounts/{id}/top-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give credit to an account, or take it back
         * @description A request that is repeated with its reference, or its Idempotency-Key, moves nothing more.
         */
        post: operations["postAdminAccountsIdTopUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/accounts/{id}/top-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the top-ups of an account */
        get: operations["getAdminAccountsIdTopUps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys of all accounts */
        get: operations["getAdminKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/accounts/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys of an account */
        get: operations["getAdminAccountsIdKeys"];
        put?: never;
        /** Create a key for an account */
        post: operations["postAdminAccountsIdKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/keys/{id}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the limits of a key
         * @description Both at once: what is left out becomes the server's default. Those of its account hold as well.
         */
        post: operations["postAdminKeysIdLimits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/admin/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key of any account */
        delete: operations["deleteAdminKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/predictions/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a task
         * @description Its state at every change, as server-sent events, until it has ended.
         */
        get: operations["getPredictionsIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/predictions/{id}/events/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a browser follow a task
         * @description A ticket for the events of one task, valid for ten minutes.
         */
        post: operations["postPredictionsIdEventsTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow all tasks
         * @description Every change of the tasks of the account, as server-sent events.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/predictions/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a prediction
         * @description Ask once a second until `status` is `completed` or `failed`. Another account’s is not found.
         */
        get: operations["getPredictionsIdResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/predictions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a prediction, other path
         * @description Ask once a second until `status` is `completed` or `failed`. Another account’s is not found.
         */
        get: operations["getPredictionsId"];
        put?: never;
        post?: never;
        /**
         * Delete one prediction with its results
         * @description What has not ended is cancelled first, and its price given back. Bills and usage stay.
         */
        delete: operations["deletePredictionsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/stability-ai/stable-audio-3/audio-to-audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to audio-to-audio
         * @description Transforms a source clip into a new one that follows a text prompt.
         */
        post: operations["postStabilityAiStableAudio3AudioToAudio"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/stability-ai/stable-audio-3/music": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to music
         * @description Makes a piece of music from a text prompt.
         */
        post: operations["postStabilityAiStableAudio3Music"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/stability-ai/stable-audio-3/text-to-audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to text-to-audio
         * @description Makes sound effects and scenes from a text prompt.
         */
        post: operations["postStabilityAiStableAudio3TextToAudio"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/stability-ai/stable-audio-3/audio-inpainting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to audio-inpainting
         * @description Replaces one or several stretches of a clip by what a text prompt says and leaves the rest as it was.
         */
        post: operations["postStabilityAiStableAudio3AudioInpainting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/stability-ai/stable-audio-3/audio-outpainting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to audio-outpainting
         * @description Continues a clip before its beginning and after its end, following a text prompt.
         */
        post: operations["postStabilityAiStableAudio3AudioOutpainting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/predictions/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a prediction, other path
         * @deprecated
         * @description Ask once a second until `status` is `completed` or `failed`. Another account’s is not found.
         */
        get: operations["getPredictionsIdResultV2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/predictions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a prediction, other path
         * @deprecated
         * @description Ask once a second until `status` is `completed` or `failed`. Another account’s is not found.
         */
        get: operations["getPredictionsIdV2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/stability-ai/stable-audio-3/audio-to-audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to audio-to-audio, version 2
         * @deprecated
         * @description Transforms a source clip into a new one that follows a text prompt.
         */
        post: operations["postStabilityAiStableAudio3AudioToAudioV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/stability-ai/stable-audio-3/music": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to music, version 2
         * @deprecated
         * @description Makes a piece of music from a text prompt.
         */
        post: operations["postStabilityAiStableAudio3MusicV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/stability-ai/stable-audio-3/text-to-audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to text-to-audio, version 2
         * @deprecated
         * @description Makes sound effects and scenes from a text prompt.
         */
        post: operations["postStabilityAiStableAudio3TextToAudioV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/stability-ai/stable-audio-3/audio-inpainting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to audio-inpainting, version 2
         * @deprecated
         * @description Replaces one or several stretches of a clip by what a text prompt says and leaves the rest as it was.
         */
        post: operations["postStabilityAiStableAudio3AudioInpaintingV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/stability-ai/stable-audio-3/audio-outpainting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit to audio-outpainting, version 2
         * @deprecated
         * @description Continues a clip before its beginning and after its end, following a text prompt.
         */
        post: operations["postStabilityAiStableAudio3AudioOutpaintingV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/predictions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a task
         * @description It ends as `failed` within one step of its engine, and its price is given back.
         */
        post: operations["postPredictionsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/predictions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a task, version 2
         * @deprecated
         * @description It ends as `failed` within one step of its engine, and its price is given back.
         */
        post: operations["postPredictionsIdCancelV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/predictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List predictions, by query
         * @description Only what is younger than the retention. Results are always addresses here, never base64.
         */
        get: operations["getPredictions"];
        put?: never;
        /**
         * List predictions, newest first
         * @description Only what is younger than the retention. Results are always addresses here, never base64.
         */
        post: operations["postPredictions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/predictions/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete predictions with their results
         * @description What has not ended is cancelled first, and its price given back. Bills and usage stay.
         */
        post: operations["postPredictionsDelete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/predictions/{id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a prediction again with the same inputs
         * @description A new task, charged like the first; with another seed unless one was given then or is given now. The webhook of the first is not told of it: whoever asks for the task anew says who is to hear.
         */
        post: operations["postPredictionsIdRerun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models that can be run here now */
        get: operations["getModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/model/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a run would cost
         * @description Inputs may be incomplete; those that are given must be possible. Nothing is charged.
         */
        post: operations["postModelPrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/model/pricing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a run would cost, older path
         * @deprecated
         * @description Inputs may be incomplete; those that are given must be possible. Nothing is charged.
         */
        post: operations["postModelPricing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This server, and all models and checkpoints, served or not
         * @description With how the server is set up, and what is to be installed for models that are not served. `checkpoints` may be a few seconds old.
         */
        get: operations["getCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the account can spend */
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/account/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the account can spend, older path
         * @deprecated
         */
        get: operations["getAccountBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys of your account */
        get: operations["getKeys"];
        put?: never;
        /**
         * Create a key for your account
         * @description It stands in this answer and nowhere else, and has the limits of the key that made it.
         */
        post: operations["postKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key of your account
         * @description At once and for good. The only key of an account cannot be revoked with itself.
         */
        delete: operations["deleteKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/billings/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search billing records */
        post: operations["postBillingsSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/account/billings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search billing records
         * @deprecated
         * @description Older path of the same, with the question in the query.
         */
        get: operations["getAccountBillings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/user/usage_stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Usage of up to 31 days, by model and by day */
        post: operations["postUserUsageStats"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/account/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Usage of up to 31 days, by model and by day
         * @deprecated
         * @description Older path of the same, with the question in the query.
         */
        get: operations["getAccountUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/media/peaks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Outline and loudness of a clip
         * @description The extremes of each of `points` equal slices, for drawing a waveform.
         */
        get: operations["getMediaPeaks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/media/spectrogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Picture of the sound of a clip
         * @description Time runs to the right and pitch upwards, evenly by octaves from 30 Hz to 20 kHz; black is -90 dB.
         */
        get: operations["getMediaSpectrogram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/predictions/{id}/outputs/{index}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a result in any format
         * @description Converted on this server, free of charge. In the format that it was made in, it is the very file that `outputs` names. What a lossy format left out does not come back: make the result anew with the same seed for that.
         */
        get: operations["getPredictionsIdOutputsIndexDownload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/media/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a place to upload to
         * @description Then send the bytes with `PUT` to `upload.url`, with exactly the headers in `upload.headers` and no key. The file is at `download_url` from then on.
         */
        post: operations["postMediaUploads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/media/upload/binary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file as a form */
        post: operations["postMediaUploadBinary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/media/upload/binary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file as a form, version 2
         * @deprecated
         */
        post: operations["postMediaUploadBinaryV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file as a form, oldest path
         * @deprecated
         */
        post: operations["postUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/webhook/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the webhook secret of this key
         * @description Made at the first call. Reports of tasks that were submitted with this key are signed with it.
         */
        get: operations["getWebhookSecret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/webhook/secret/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the webhook secret
         * @description The one before signs in a header of its own for a day. Called twice, a leaked secret is worth nothing.
         */
        post: operations["postWebhookSecretRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/webhook/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook deliveries with their attempts
         * @description The newest first, of all keys of the account.
         */
        get: operations["getWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/webhook/deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a webhook again
         * @description As if for the first time, retries and all. One that is still pending stays as it is.
         */
        post: operations["postWebhookDeliveriesIdRedeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    predictionEnded: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A task has ended
         * @description Sent to the address that the submit named as `webhook`, once the task is `completed` or `failed`. The body is the prediction itself, without the envelope. Check the signature over the raw bytes of the body, refuse a timestamp that is more than 300 seconds off, and expect the same `webhook-id` more than once.
         */
        post: operations["predictionEnded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        AudioInpaintingInput: {
            /**
             * Audio
             * @description URL of the clip to transform: an uploaded file, any public http(s) address, or a data: URL.
             */
            audio: string;
            /**
             * Prompt
             * @description What the result should sound like.
             */
            prompt: string;
            /**
             * Mask start
             * @description Where the new stretch begins, in seconds.
             * @default 0
             */
            mask_start_seconds: number;
            /**
             * Mask end
             * @description Where the new stretch ends, in seconds; at most to the end of the clip.
             * @default 5
             */
            mask_end_seconds: number;
            /**
             * Regions
             * @description Several stretches to make anew; they take the place of the mask’s start and end.
             */
            regions?: {
                /**
                 * Start
                 * @description Where the stretch begins.
                 */
                start_seconds: number;
                /**
                 * End
                 * @description Where the stretch ends.
                 */
                end_seconds: number;
            }[];
            /**
             * Negative prompt
             * @description What to avoid. Takes effect where guidance is not 1, and on base checkpoints above all; results say so otherwise.
             * @default
             */
            negative_prompt: string;
            /**
             * Steps
             * @description Refinement steps; more take longer. Distilled checkpoints need 8, base checkpoints about 50.
             * @default 8
             */
            num_inference_steps: number;
            /**
             * Guidance scale
             * @description How strictly the result follows the prompt. For base checkpoints, at about 7; distilled ones are made for 1.
             * @default 1
             */
            guidance_scale: number;
            /**
             * Output format
             * @description Format of the result.
             * @default mp3
             * @enum {string}
             */
            output_format: "mp3" | "wav" | "flac" | "ogg" | "opus" | "m4a" | "aac";
            /**
             * Seed
             * @description The same inputs with the same seed give the same result; drawn at random when left out.
             */
            seed?: number;
            /**
             * Results
             * @description How many results to make, each with the next seed. The price is for all of them.
             * @default 1
             */
            batch_size: number;
            /**
             * Checkpoint
             * @description Checkpoint that makes the result, among those installed here; the best suited one when left out.
             */
            model?: string;
            /**
             * Schedule
             * @description How the noise falls: "monotone" (used when left out) never exceeds the init noise level; "upstream" is the published code’s, which jumps above it once.
             * @enum {string}
             */
            schedule?: "monotone" | "upstream";
            /**
             * Sampler
             * @description How the steps are taken; the checkpoint’s own when left out. "rk4" asks the model four times a step.
             * @enum {string}
             */
            sampler?: "pingpong" | "euler" | "dpmpp" | "rk4";
            /**
             * LoRAs
             * @description Fine-tunings to add to the checkpoint.
             */
            loras?: {
                /**
                 * LoRA
                 * @description Name of a LoRA file that is installed here, without its extension.
                 */
                path: string;
                /**
                 * Strength
                 * @description Its strength.
                 * @default 1
                 */
                scale: number;
            }[];
            /**
             * Kept part
             * @description What becomes of the part that is kept: "audio" its very samples, cross-faded at the edges; "latent" remade by the codec; "none" remade by the model.
             * @default audio
             * @enum {string}
             */
            paste: "none" | "latent" | "audio";
            /**
             * @description Hold the answer until the task has ended.
             * @default false
             */
            enable_sync_mode: boolean;
            /**
             * @description Answer with the bytes in base64, not with URLs.
             * @default false
             */
            enable_base64_output: boolean;
            /**
             * @description Where to report the end of the task.
             * @default
             */
            webhook_url: string;
        };
        AudioOutpaintingInput: {
            /**
             * Audio
             * @description URL of the clip to transform: an uploaded file, any public http(s) address, or a data: URL.
             */
            audio: string;
            /**
             * Prompt
             * @description What the result should sound like.
             */
            prompt: string;
            /**
             * Extend before
             * @description Seconds to add before the clip.
             * @default 0
             */
            extend_seconds_before: number;
            /**
             * Extend after
             * @description Seconds to add after the clip.
             * @default 5
             */
            extend_seconds_after: number;
            /**
             * Negative prompt
             * @description What to avoid. Takes effect where guidance is not 1, and on base checkpoints above all; results say so otherwise.
             * @default
             */
            negative_prompt: string;
            /**
             * Steps
             * @description Refinement steps; more take longer. Distilled checkpoints need 8, base checkpoints about 50.
             * @default 8
             */
            num_inference_steps: number;
            /**
             * Guidance scale
             * @description How strictly the result follows the prompt. For base checkpoints, at about 7; distilled ones are made for 1.
             * @default 1
             */
            guidance_scale: number;
            /**
             * Output format
             * @description Format of the result.
             * @default mp3
             * @enum {string}
             */
            output_format: "mp3" | "wav" | "flac" | "ogg" | "opus" | "m4a" | "aac";
            /**
             * Seed
             * @description The same inputs with the same seed give the same result; drawn at random when left out.
             */
            seed?: number;
            /**
             * Results
             * @description How many results to make, each with the next seed. The price is for all of them.
             * @default 1
             */
            batch_size: number;
            /**
             * Checkpoint
             * @description Checkpoint that makes the result, among those installed here; the best suited one when left out.
             */
            model?: string;
            /**
             * Schedule
             * @description How the noise falls: "monotone" (used when left out) never exceeds the init noise level; "upstream" is the published code’s, which jumps above it once.
             * @enum {string}
             */
            schedule?: "monotone" | "upstream";
            /**
             * Sampler
             * @description How the steps are taken; the checkpoint’s own when left out. "rk4" asks the model four times a step.
             * @enum {string}
             */
            sampler?: "pingpong" | "euler" | "dpmpp" | "rk4";
            /**
             * LoRAs
             * @description Fine-tunings to add to the checkpoint.
             */
            loras?: {
                /**
                 * LoRA
                 * @description Name of a LoRA file that is installed here, without its extension.
                 */
                path: string;
                /**
                 * Strength
                 * @description Its strength.
                 * @default 1
                 */
                scale: number;
            }[];
            /**
             * Kept part
             * @description What becomes of the part that is kept: "audio" its very samples, cross-faded at the edges; "latent" remade by the codec; "none" remade by the model.
             * @default audio
             * @enum {string}
             */
            paste: "none" | "latent" | "audio";
            /**
             * @description Hold the answer until the task has ended.
             * @default false
             */
            enable_sync_mode: boolean;
            /**
             * @description Answer with the bytes in base64, not with URLs.
             * @default false
             */
            enable_base64_output: boolean;
            /**
             * @description Where to report the end of the task.
             * @default
             */
            webhook_url: string;
        };
        AudioToAudioInput: {
            /**
             * Audio
             * @description URL of the clip to transform: an uploaded file, any public http(s) address, or a data: URL.
             */
            audio: string;
            /**
             * Prompt
             * @description What the result should sound like.
             */
            prompt: string;
            /**
             * Duration
             * @description Length of the result in seconds.
             * @default 30
             */
            duration: number;
            /**
             * Init noise level
             * @description How far the result may move away from the source: 0 stays close, 1 changes most.
             * @default 0.9
             */
            init_noise_level: number;
            /**
             * Negative prompt
             * @description What to avoid. Takes effect where guidance is not 1, and on base checkpoints above all; results say so otherwise.
             * @default
             */
            negative_prompt: string;
            /**
             * Steps
             * @description Refinement steps; more take longer. Distilled checkpoints need 8, base checkpoints about 50.
             * @default 8
             */
            num_inference_steps: number;
            /**
             * Guidance scale
             * @description How strictly the result follows the prompt. For base checkpoints, at about 7; distilled ones are made for 1.
             * @default 1
             */
            guidance_scale: number;
            /**
             * Output format
             * @description Format of the result.
             * @default mp3
             * @enum {string}
             */
            output_format: "mp3" | "wav" | "flac" | "ogg" | "opus" | "m4a" | "aac";
            /**
             * Seed
             * @description The same inputs with the same seed give the same result; drawn at random when left out.
             */
            seed?: number;
            /**
             * Results
             * @description How many results to make, each with the next seed. The price is for all of them.
             * @default 1
             */
            batch_size: number;
            /**
             * Checkpoint
             * @description Checkpoint that makes the result, among those installed here; the best suited one when left out.
             */
            model?: string;
            /**
             * Schedule
             * @description How the noise falls: "monotone" (used when left out) never exceeds the init noise level; "upstream" is the published code’s, which jumps above it once.
             * @enum {string}
             */
            schedule?: "monotone" | "upstream";
            /**
             * Sampler
             * @description How the steps are taken; the checkpoint’s own when left out. "rk4" asks the model four times a step.
             * @enum {string}
             */
            sampler?: "pingpong" | "euler" | "dpmpp" | "rk4";
            /**
             * LoRAs
             * @description Fine-tunings to add to the checkpoint.
             */
            loras?: {
                /**
                 * LoRA
                 * @description Name of a LoRA file that is installed here, without its extension.
                 */
                path: string;
                /**
                 * Strength
                 * @description Its strength.
                 * @default 1
                 */
                scale: number;
            }[];
            /**
             * Plan
             * @description Sets what the embedded engine does by hand: numbers by key, in place of what it reads in the prompt. 0 leaves the clip as it is in that respect; a key that is left out follows the prompt. All act the more the higher the init noise level is.
             */
            plan?: {
                /** Tilt */
                tilt?: number;
                /** Sub bass */
                sub?: number;
                /** Bass */
                bass?: number;
                /** Low mids */
                lomid?: number;
                /** Mids */
                mid?: number;
                /** Presence */
                pres?: number;
                /** Brilliance */
                brill?: number;
                /** Air */
                air?: number;
                /** Low cut */
                lc?: number;
                /** High cut */
                hc?: number;
                /** Saturation */
                drive?: number;
                /** Bit crush */
                crush?: number;
                /** Sample-rate loss */
                down?: number;
                /** Wow and flutter */
                wow?: number;
                /** Hiss */
                hiss?: number;
                /** Vinyl crackle */
                vinyl?: number;
                /** Mains hum */
                hum?: number;
                /** Compression */
                comp?: number;
                /** Side-chain pump */
                pump?: number;
                /** Rhythmic gate */
                gate?: number;
                /** Attack */
                punch?: number;
                /** Harmonic part */
                sus?: number;
                /** Percussive part */
                perc?: number;
                /** Voice */
                vox?: number;
                /** Tempo */
                tempo?: number;
                /** Half or double time */
                half?: number;
                /** Swing */
                swing?: number;
                /** Late backbeat */
                lag?: number;
                /** Pitch */
                pitch?: number;
                /** Formants */
                formant?: number;
                /** Reverb time */
                rt?: number;
                /** Reverb */
                wet?: number;
                /** Pre-delay */
                pre?: number;
                /** Reverb brightness */
                damp?: number;
                /** Distance */
                dist?: number;
                /** Width */
                width?: number;
                /** Echo */
                echo?: number;
                /** Echo feedback */
                fb?: number;
                /** Shimmer */
                shim?: number;
                /** Chorus */
                chorus?: number;
                /** Flanger */
                flang?: number;
                /** Phaser */
                phase?: number;
                /** Tremolo */
                trem?: number;
                /** Auto-pan */
                pan?: number;
                /** Ring modulation */
                ring?: number;
                /** Smear */
                smear?: number;
                /** Grains */
                grain?: number;
                /** Stutter */
                stut?: number;
                /** Reversal */
                revs?: number;
                /** Breath */
                breath?: number;
                /** Vocoder */
                voco?: number;
                /** Robot voice */
                robot?: number;
                /** Metal resonance */
                rmet?: number;
                /** Glass resonance */
                rgls?: number;
                /** Wood resonance */
                rwod?: number;
                /** String resonance */
                rstr?: number;
                /** Rain */
                rain?: number;
                /** Wind */
                wind?: number;
                /** Water */
                water?: number;
                /** Fire */
                fire?: number;
                /** Machinery */
                machine?: number;
                /** Thunder */
                thunder?: number;
                /** Drums */
                Ldrum?: number;
                /** Bass line */
                Lbass?: number;
                /** Pad */
                Lpad?: number;
                /** Keys */
                Lkeys?: number;
                /** Plucked */
                Lpluck?: number;
                /** Bells */
                Lbell?: number;
                /** Strings */
                Lstr?: number;
                /** Choir */
                Lchoir?: number;
                /** Lead */
                Llead?: number;
                /** Brass */
                Lbrass?: number;
                /** Drone */
                Ldrone?: number;
                /** Hits */
                Lhit?: number;
                /** Minor to major */
                mode?: number;
                /** Density */
                dens?: number;
                /** Energy */
                energy?: number;
                /** De-harsh */
                deharsh?: number;
                /** De-mud */
                demud?: number;
                /** Noise reduction */
                denoise?: number;
                /** Reverb reduction */
                derev?: number;
            };
            /**
             * @description Hold the answer until the task has ended.
             * @default false
             */
            enable_sync_mode: boolean;
            /**
             * @description Answer with the bytes in base64, not with URLs.
             * @default false
             */
            enable_base64_output: boolean;
            /**
             * @description Where to report the end of the task.
             * @default
             */
            webhook_url: string;
        };
        Bill: {
            uuid: string;
            /** @enum {string} */
            billing_type: "deduct" | "refund";
            price: number;
            access_key_name: string;
            access_key_uuid: string;
            created_at: string;
            updated_at: string;
            order: {
                uuid: string;
                /**
                 * @description "pre": only set aside.
                 * @enum {string}
                 */
                state: "pre" | "done";
                /** @enum {string} */
                status: "pending" | "success" | "refunded";
                price: number;
                origin_price: number;
                ak_id: string;
            };
            prediction: {
                uuid: string;
                model_uuid: string;
                status: string;
            };
        };
        BillingQuestion: {
            /**
             * @description Pages are counted from 1.
             * @default 1
             */
            page: number;
            /**
             * @description Items a page.
             * @default 10
             */
            page_size: number;
            /** @enum {string} */
            billing_type?: "deduct" | "refund";
            prediction_uuids?: string[];
            /** @description Exact model id. */
            model_uuid?: string;
            /** @description Id of an API key. */
            access_key_uuid?: string;
            /** @description First moment, ISO 8601 or milliseconds since 1970. */
            start_time?: string;
            /** @description Last moment, ISO 8601 or milliseconds since 1970. */
            end_time?: string;
            /**
             * @default created_at DESC
             * @enum {string}
             */
            sort: "created_at ASC" | "created_at DESC";
        };
        Catalogue: {
            server: components["schemas"]["CatalogueServer"];
            models: components["schemas"]["CatalogueModel"][];
            checkpoints: components["schemas"]["CatalogueCheckpoint"][];
        };
        CatalogueCheckpoint: {
            name: string;
            /**
             * @description Incomplete: a file is missing or cut short, and a pull goes on from there.
             * @enum {unknown}
             */
            state: "installed" | "incomplete" | "installable";
            /** @description Whether it serves a model unasked. */
            in_use: boolean;
            /** @description What is here, or what would be downloaded. */
            size_bytes: number;
            /** @description Of a result; null where unknown. */
            longest_seconds: number | null;
            description: string;
            licence: string;
            /** @description The command that installs it; null for what was not published. */
            pull: string | null;
        };
        CatalogueModel: {
            model_id: string;
            name: string;
            type: string;
            description: string;
            /** @description Dollars a run. */
            base_price: number;
            /** @description Price as a JSONata expression. */
            formula: string;
            sort_order: number;
            api_schema: {
                api_schemas: {
                    /** @constant */
                    type: "model_run";
                    /** @constant */
                    method: "POST";
                    server: string;
                    api_path: string;
                    request_schema: {
                        /** @constant */
                        type: "object";
                        required: string[];
                        "x-order-properties": string[];
                        properties: {
                            [key: string]: unknown;
                        };
                    };
                }[];
            };
            /** @description What would serve it now; null when nothing would. */
            engine: {
                name: string;
                version: string;
                description: string;
                /** @description What the input "model" may name, the one that serves unasked first. */
                checkpoints: {
                    name: string;
                    longest_seconds: number;
                }[];
                /** @description What the input "loras" may name. */
                loras: string[];
            } | null;
            /** @description Whether it can be run here now. */
            served: boolean;
            /** @description What an operator has to do before it can be served. */
            install: string;
            /** @description Inputs that change nothing with the engine that would serve it now. */
            ignored_inputs: string[];
            /** @description Ids of other models, those of the same type first. */
            related: string[];
            /** @description Results that came with the software. */
            examples: {
                id: string;
                /** @description By language. */
                title: {
                    en: string;
                    tr: string;
                };
                /** @description Submitted again, it gives the same result. */
                input: {
                    [key: string]: unknown;
                };
                /** @description What made it. */
                engine: string;
                /** @description Address of the result. */
                output: string;
            }[];
        };
        CatalogueServer: {
            version: string;
            /**
             * @description Off: prices are shown, nothing is charged, and every balance reads the same large sum.
             * @enum {unknown}
             */
            billing: "on" | "off";
            /** @description How long predictions, results and uploads are kept. Nothing is kept for ever but the examples. */
            retention_days: number;
            /** @description The largest file that is taken as a clip. */
            max_upload_bytes: number;
        };
        DeleteQuestion: {
            /** @description Unknown ids are passed over. */
            ids: string[];
        };
        Error: {
            code: number;
            message: string;
            error: string;
            error_code: string;
            data: null;
        };
        FirstGenerationUpload: {
            /** @description audio, video, image or file. */
            type: string;
            download_url: string;
            filename: string;
            size: number;
            url: string;
        };
        Health: {
            /** @constant */
            status: "ok";
            version: string;
            /** @description Models that can be run here now. */
            models: string[];
        };
        ListedPrediction: {
            id: string;
            model: string;
            outputs: string[];
            urls: {
                get: string;
            };
            has_nsfw_contents: boolean[];
            /** @enum {string} */
            status: "created" | "processing" | "completed" | "failed";
            created_at: string;
            error: string;
            /** @description Task error code; absent while nothing is wrong. */
            code?: number;
            /** @description Milliseconds of execution; 0 until the task has ended. */
            executionTime: number;
            timings: {
                inference: number;
            };
            seed: number;
            progress?: {
                /** @description What is being done, in words for a person. */
                stage: string;
                fraction: number;
                /** @description Steps of the diffusion in all. */
                steps?: number;
            };
            engine?: string;
            engine_version?: string;
            warnings?: string[];
            /** @description Dollars; given back when the task failed, not charged while billing is off. */
            price: number;
            input?: {
                [key: string]: unknown;
            };
            inputs?: {
                [key: string]: unknown;
            };
        };
        Model: {
            model_id: string;
            name: string;
            type: string;
            description: string;
            /** @description Dollars a run. */
            base_price: number;
            /** @description Price as a JSONata expression. */
            formula: string;
            sort_order: number;
            api_schema: {
                api_schemas: {
                    /** @constant */
                    type: "model_run";
                    /** @constant */
                    method: "POST";
                    server: string;
                    api_path: string;
                    request_schema: {
                        /** @constant */
                        type: "object";
                        required: string[];
                        "x-order-properties": string[];
                        properties: {
                            [key: string]: unknown;
                        };
                    };
                }[];
            };
            engine: {
                name: string;
                version: string;
                description: string;
                /** @description What the input "model" may name, the one that serves unasked first. */
                checkpoints: {
                    name: string;
                    longest_seconds: number;
                }[];
                /** @description What the input "loras" may name. */
                loras: string[];
            };
        };
        MusicInput: {
            /**
             * Prompt
             * @description What the result should sound like.
             */
            prompt: string;
            /**
             * Duration
             * @description Length of the result in seconds.
             * @default 30
             */
            duration: number;
            /**
             * Negative prompt
             * @description What to avoid. Takes effect where guidance is not 1, and on base checkpoints above all; results say so otherwise.
             * @default
             */
            negative_prompt: string;
            /**
             * Steps
             * @description Refinement steps; more take longer. Distilled checkpoints need 8, base checkpoints about 50.
             * @default 8
             */
            num_inference_steps: number;
            /**
             * Guidance scale
             * @description How strictly the result follows the prompt. For base checkpoints, at about 7; distilled ones are made for 1.
             * @default 1
             */
            guidance_scale: number;
            /**
             * Output format
             * @description Format of the result.
             * @default mp3
             * @enum {string}
             */
            output_format: "mp3" | "wav" | "flac" | "ogg" | "opus" | "m4a" | "aac";
            /**
             * Seed
             * @description The same inputs with the same seed give the same result; drawn at random when left out.
             */
            seed?: number;
            /**
             * Results
             * @description How many results to make, each with the next seed. The price is for all of them.
             * @default 1
             */
            batch_size: number;
            /**
             * Checkpoint
             * @description Checkpoint that makes the result, among those installed here; the best suited one when left out.
             */
            model?: string;
            /**
             * Schedule
             * @description How the noise falls: "monotone" (used when left out) never exceeds the init noise level; "upstream" is the published code’s, which jumps above it once.
             * @enum {string}
             */
            schedule?: "monotone" | "upstream";
            /**
             * Sampler
             * @description How the steps are taken; the checkpoint’s own when left out. "rk4" asks the model four times a step.
             * @enum {string}
             */
            sampler?: "pingpong" | "euler" | "dpmpp" | "rk4";
            /**
             * LoRAs
             * @description Fine-tunings to add to the checkpoint.
             */
            loras?: {
                /**
                 * LoRA
                 * @description Name of a LoRA file that is installed here, without its extension.
                 */
                path: string;
                /**
                 * Strength
                 * @description Its strength.
                 * @default 1
                 */
                scale: number;
            }[];
            /**
             * @description Hold the answer until the task has ended.
             * @default false
             */
            enable_sync_mode: boolean;
            /**
             * @description Answer with the bytes in base64, not with URLs.
             * @default false
             */
            enable_base64_output: boolean;
            /**
             * @description Where to report the end of the task.
             * @default
             */
            webhook_url: string;
        };
        Peaks: {
            duration_seconds: number;
            /** @description Of the file, in Hz. */
            sample_rate: number;
            /** @description Integrated loudness by BS.1770; null for silence. */
            loudness_lufs: number | null;
            /** @description Null for silence. */
            true_peak_dbtp: number | null;
            /** @description One of a mono file, two of all others. Full scale is 127. */
            channels: {
                min: number[];
                max: number[];
            }[];
        };
        Prediction: {
            id: string;
            model: string;
            outputs: string[];
            urls: {
                get: string;
            };
            has_nsfw_contents: boolean[];
            /** @enum {string} */
            status: "created" | "processing" | "completed" | "failed";
            created_at: string;
            error: string;
            /** @description Task error code; absent while nothing is wrong. */
            code?: number;
            /** @description Milliseconds of execution; 0 until the task has ended. */
            executionTime: number;
            timings: {
                inference: number;
            };
            input: {
                [key: string]: unknown;
            };
            seed: number;
            progress?: {
                /** @description What is being done, in words for a person. */
                stage: string;
                fraction: number;
                /** @description Steps of the diffusion in all. */
                steps?: number;
            };
            engine?: string;
            engine_version?: string;
            warnings?: string[];
            report?: {
                [key: string]: unknown;
            };
        };
        PredictionListQuestion: {
            /**
             * @description Pages are counted from 1.
             * @default 1
             */
            page: number;
            /**
             * @description Items a page.
             * @default 100
             */
            page_size: number;
            /** @description Exact model id. */
            model?: string;
            /** @enum {string} */
            status?: "created" | "processing" | "completed" | "failed" | "pending" | "cancelled" | "timeout" | "deleted";
            /** @description First moment, ISO 8601 or milliseconds since 1970. */
            created_after?: string;
            /** @description Last moment, ISO 8601 or milliseconds since 1970. */
            created_before?: string;
            /**
             * @description Add the inputs to each item.
             * @default false
             */
            include_inputs: boolean;
        };
        Price: {
            model_id: string;
            price: number;
            discounted_price: number;
            /** @description Percentage that is still paid. */
            discount_rate: number;
            /** @constant */
            currency: "USD";
        };
        PriceQuestion: {
            model_id: string;
            /** @default {} */
            inputs: {
                [key: string]: unknown;
            };
        };
        RerunQuestion: {
            /**
             * Seed
             * @description The same inputs with the same seed give the same result; drawn at random when left out.
             */
            seed?: number;
            /**
             * @description Hold the answer until the task has ended.
             * @default false
             */
            enable_sync_mode: boolean;
            /** @description As the first time if left out. */
            enable_base64_output?: boolean;
            /**
             * @description Where to report the end of the task.
             * @default
             */
            webhook_url: string;
        };
        TextToAudioInput: {
            /**
             * Prompt
             * @description What the result should sound like.
             */
            prompt: string;
            /**
             * Duration
             * @description Length of the result in seconds.
             * @default 30
             */
            duration: number;
            /**
             * Negative prompt
             * @description What to avoid. Takes effect where guidance is not 1, and on base checkpoints above all; results say so otherwise.
             * @default
             */
            negative_prompt: string;
            /**
             * Steps
             * @description Refinement steps; more take longer. Distilled checkpoints need 8, base checkpoints about 50.
             * @default 8
             */
            num_inference_steps: number;
            /**
             * Guidance scale
             * @description How strictly the result follows the prompt. For base checkpoints, at about 7; distilled ones are made for 1.
             * @default 1
             */
            guidance_scale: number;
            /**
             * Output format
             * @description Format of the result.
             * @default mp3
             * @enum {string}
             */
            output_format: "mp3" | "wav" | "flac" | "ogg" | "opus" | "m4a" | "aac";
            /**
             * Seed
             * @description The same inputs with the same seed give the same result; drawn at random when left out.
             */
            seed?: number;
            /**
             * Results
             * @description How many results to make, each with the next seed. The price is for all of them.
             * @default 1
             */
            batch_size: number;
            /**
             * Checkpoint
             * @description Checkpoint that makes the result, among those installed here; the best suited one when left out.
             */
            model?: string;
            /**
             * Schedule
             * @description How the noise falls: "monotone" (used when left out) never exceeds the init noise level; "upstream" is the published code’s, which jumps above it once.
             * @enum {string}
             */
            schedule?: "monotone" | "upstream";
            /**
             * Sampler
             * @description How the steps are taken; the checkpoint’s own when left out. "rk4" asks the model four times a step.
             * @enum {string}
             */
            sampler?: "pingpong" | "euler" | "dpmpp" | "rk4";
            /**
             * LoRAs
             * @description Fine-tunings to add to the checkpoint.
             */
            loras?: {
                /**
                 * LoRA
                 * @description Name of a LoRA file that is installed here, without its extension.
                 */
                path: string;
                /**
                 * Strength
                 * @description Its strength.
                 * @default 1
                 */
                scale: number;
            }[];
            /**
             * @description Hold the answer until the task has ended.
             * @default false
             */
            enable_sync_mode: boolean;
            /**
             * @description Answer with the bytes in base64, not with URLs.
             * @default false
             */
            enable_base64_output: boolean;
            /**
             * @description Where to report the end of the task.
             * @default
             */
            webhook_url: string;
        };
        UnitPrice: {
            model_id: string;
            unit_price: number;
            /** @constant */
            currency: "USD";
        };
        Upload: {
            /** @description audio, video, image or file. */
            type: string;
            download_url: string;
            filename: string;
            size: number;
        };
        UploadTicket: {
            /** @description audio, video, image or file. */
            type: string;
            download_url: string;
            filename: string;
            size: number;
            upload: {
                /** @constant */
                method: "PUT";
                url: string;
                /** @description To be sent with the PUT as they are. */
                headers: {
                    [key: string]: string;
                };
                expires_at: string;
            };
        };
        UploadTicketRequest: {
            /** @description Name of the file; its extension is kept. */
            filename: string;
            /** @description Size in bytes. */
            size: number;
            content_type?: string;
        };
        Usage: {
            summary: {
                total_cost: number;
                /** @description Of every submit, however it ended. */
                total_requests: number;
                success_requests: number;
            };
            per_model_usage: {
                model_uuid: string;
                model_type: string;
                unit_price: number;
                total_cost: number;
                total_count: number;
                last_used_date: string;
            }[];
            daily_usage: {
                date: string;
                amount: number;
                count: number;
                models: {
                    model_uuid: string;
                    amount: number;
                    count: number;
                }[];
            }[];
        };
        UsageQuestion: {
            /** @description ISO 8601 or milliseconds; 30 days before the end if left out. */
            start_time?: string;
            /** @description ISO 8601 or milliseconds; now if left out. */
            end_time?: string;
            /** @description Exact model id. */
            model_uuid?: string;
        };
        WebModel: {
            model_id: string;
            model_uuid: string;
            model_name: string;
            description: string;
            cover_url: string;
            type: string;
            /** @description Dollars a run. */
            base_price: number;
        };
        WebModelDetail: {
            model_id: string;
            model_uuid: string;
            model_name: string;
            description: string;
            cover_url: string;
            type: string;
            /** @description Dollars a run. */
            base_price: number;
            api_schema: {
                api_schemas: {
                    /** @constant */
                    type: "model_run";
                    /** @constant */
                    method: "POST";
                    server: string;
                    api_path: string;
                    request_schema: {
                        /** @constant */
                        type: "object";
                        required: string[];
                        "x-order-properties": string[];
                        properties: {
                            [key: string]: unknown;
                        };
                    };
                }[];
            };
        };
        WebPriceQuestion: {
            model_uuid: string;
            /** @default {} */
            inputs: {
                [key: string]: unknown;
            };
        };
    };
    responses: {
        /** @description - `ACCOUNT_EXISTS`: Another account has that name already. */
        AccountExists: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 409;
                    /** @enum {unknown} */
                    error_code?: "ACCOUNT_EXISTS";
                };
            };
        };
        /** @description - `TOO_LARGE`: The request body is larger than the allowed {limit}. */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 413;
                    /** @enum {unknown} */
                    error_code?: "TOO_LARGE";
                };
            };
        };
        /**
         * @description - `CONVERSIONS_BUSY`: Too many results are being converted at this moment. Please try again in a few seconds.
         *     - `UNAVAILABLE`: The server is starting or stopping. Please try again in a moment.
         */
        ConversionsBusyOrUnavailable: {
            headers: {
                /** @description Seconds to let pass first. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 503;
                    /** @enum {unknown} */
                    error_code?: "CONVERSIONS_BUSY" | "UNAVAILABLE";
                };
            };
        };
        /** @description - `DELIVERY_SPENT`: This webhook was tried {attempts} times and is not sent again. Fetch the prediction instead. */
        DeliverySpent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 409;
                    /** @enum {unknown} */
                    error_code?: "DELIVERY_SPENT";
                };
            };
        };
        /** @description - `DRAWINGS_BUSY`: Too many clips are being drawn at this moment. Please try again in a few seconds. */
        DrawingsBusy: {
            headers: {
                /** @description Seconds to let pass first. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 503;
                    /** @enum {unknown} */
                    error_code?: "DRAWINGS_BUSY";
                };
            };
        };
        /** @description - `UPLOAD_EXISTS`: A file was already uploaded to this address. Ask for a new one. */
        FileExists: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 412;
                    /** @enum {unknown} */
                    error_code?: "UPLOAD_EXISTS";
                };
            };
        };
        /** @description - `TOO_LARGE`: The file is larger than the allowed {limit}. */
        FileTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 413;
                    /** @enum {unknown} */
                    error_code?: "TOO_LARGE";
                };
            };
        };
        /**
         * @description - `TOO_LARGE`: The file is larger than the allowed {limit}.
         *     - `TOO_LARGE`: The request body is larger than the allowed {limit}.
         */
        FileTooLargeOrBodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 413;
                    /** @enum {unknown} */
                    error_code?: "TOO_LARGE";
                };
            };
        };
        /** @description - `FORBIDDEN_HOST`: This server does not answer under that host name. Set RETIMBRE_PUBLIC_URL to allow it. */
        ForbiddenHost: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 403;
                    /** @enum {unknown} */
                    error_code?: "FORBIDDEN_HOST";
                };
            };
        };
        /**
         * @description - `FORBIDDEN_HOST`: This server does not answer under that host name. Set RETIMBRE_PUBLIC_URL to allow it.
         *     - `ACCOUNT_SUSPENDED`: This account is suspended. Ask whoever runs this server.
         */
        ForbiddenHostOrAccountSuspended: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 403;
                    /** @enum {unknown} */
                    error_code?: "FORBIDDEN_HOST" | "ACCOUNT_SUSPENDED";
                };
            };
        };
        /**
         * @description - `FORBIDDEN_HOST`: This server does not answer under that host name. Set RETIMBRE_PUBLIC_URL to allow it.
         *     - `UPLOAD_TICKET_EXPIRED`: This upload address is unknown or has expired. Ask for a new one.
         */
        ForbiddenHostOrTicketExpired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 403;
                    /** @enum {unknown} */
                    error_code?: "FORBIDDEN_HOST" | "UPLOAD_TICKET_EXPIRED";
                };
            };
        };
        /** @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another request before. Use a new key for a new request. */
        IdempotencyKeyReused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 409;
                    /** @enum {unknown} */
                    error_code?: "IDEMPOTENCY_KEY_REUSED";
                };
            };
        };
        /** @description - `INSUFFICIENT_CREDITS`: Insufficient credits. Please top up. */
        InsufficientCredits: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 402;
                    /** @enum {unknown} */
                    error_code?: "INSUFFICIENT_CREDITS";
                };
            };
        };
        /** @description - `INTERNAL`: Something went wrong on the server. Nothing was charged; please try again. */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 500;
                    /** @enum {unknown} */
                    error_code?: "INTERNAL";
                };
            };
        };
        /** @description - `INVALID_BODY`: The request could not be read; `message` says why. */
        InvalidBody: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 400;
                    /** @enum {unknown} */
                    error_code?: "INVALID_BODY";
                };
            };
        };
        /**
         * @description - `INVALID_BODY`: The request could not be read; `message` says why.
         *     - `INVALID_PARAMETER`: A field or parameter has a value that it cannot take; `message` names it.
         */
        InvalidBodyOrInvalidParameter: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 400;
                    /** @enum {unknown} */
                    error_code?: "INVALID_BODY" | "INVALID_PARAMETER";
                };
            };
        };
        /**
         * @description - `INVALID_BODY`: The request could not be read; `message` says why.
         *     - `INVALID_PARAMETER`: A field or parameter has a value that it cannot take; `message` names it.
         *     - `SIZE_MISMATCH`: The uploaded bytes do not have the size that was declared. Ask for a new upload address.
         */
        InvalidBodyOrInvalidParameterOrSizeMismatch: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 400;
                    /** @enum {unknown} */
                    error_code?: "INVALID_BODY" | "INVALID_PARAMETER" | "SIZE_MISMATCH";
                };
            };
        };
        /**
         * @description - `INVALID_BODY`: The request could not be read; `message` says why.
         *     - `INVALID_PARAMETER`: A field or parameter has a value that it cannot take; `message` names it.
         *     - `WEBHOOK_REFUSED`: The webhook URL cannot be used: {reason}
         */
        InvalidBodyOrInvalidParameterOrWebhookRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 400;
                    /** @enum {unknown} */
                    error_code?: "INVALID_BODY" | "INVALID_PARAMETER" | "WEBHOOK_REFUSED";
                };
            };
        };
        /** @description - `INVALID_PARAMETER`: A field or parameter has a value that it cannot take; `message` names it. */
        InvalidParameter: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 400;
                    /** @enum {unknown} */
                    error_code?: "INVALID_PARAMETER";
                };
            };
        };
        /**
         * @description - `LAST_KEY`: This is the account's only key, and without it nobody could come in. Create another one first.
         *     - `CONFIGURED_KEY`: This key is set in RETIMBRE_API_KEY and would open again at the next start. Change it there.
         */
        LastKeyOrConfiguredKey: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 409;
                    /** @enum {unknown} */
                    error_code?: "LAST_KEY" | "CONFIGURED_KEY";
                };
            };
        };
        /** @description - `NOT_FOUND`: There is nothing at this address. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "NOT_FOUND";
                };
            };
        };
        /**
         * @description - `NOT_FOUND`: There is nothing at this address.
         *     - `ACCOUNT_NOT_FOUND`: Account not found
         */
        NotFoundOrAccountNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "NOT_FOUND" | "ACCOUNT_NOT_FOUND";
                };
            };
        };
        /**
         * @description - `NOT_FOUND`: There is nothing at this address.
         *     - `DELIVERY_NOT_FOUND`: Webhook delivery not found
         */
        NotFoundOrDeliveryNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "NOT_FOUND" | "DELIVERY_NOT_FOUND";
                };
            };
        };
        /**
         * @description - `NOT_FOUND`: There is nothing at this address.
         *     - `KEY_NOT_FOUND`: API key not found
         */
        NotFoundOrKeyNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "NOT_FOUND" | "KEY_NOT_FOUND";
                };
            };
        };
        /**
         * @description - `NOT_FOUND`: There is nothing at this address.
         *     - `PREDICTION_NOT_FOUND`: Prediction not found
         */
        NotFoundOrPredictionNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "NOT_FOUND" | "PREDICTION_NOT_FOUND";
                };
            };
        };
        /**
         * @description - `NOT_FOUND`: There is nothing at this address.
         *     - `PREDICTION_NOT_FOUND`: Prediction not found
         *     - `MODEL_NOT_INSTALLED`: The model "{model}" needs a checkpoint that is not installed here; {install}
         */
        NotFoundOrPredictionNotFoundOrModelNotInstalled: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "NOT_FOUND" | "PREDICTION_NOT_FOUND" | "MODEL_NOT_INSTALLED";
                };
            };
        };
        /**
         * @description - `NOT_FOUND`: There is nothing at this address.
         *     - `PREDICTION_NOT_FOUND`: Prediction not found
         *     - `OUTPUT_NOT_FOUND`: This prediction has no such result: it has not completed, or made fewer.
         */
        NotFoundOrPredictionNotFoundOrOutputNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "NOT_FOUND" | "PREDICTION_NOT_FOUND" | "OUTPUT_NOT_FOUND";
                };
            };
        };
        /**
         * @description - `NOT_FOUND`: There is nothing at this address.
         *     - `UNKNOWN_MODEL`: There is no model under that id. GET /api/v3/models lists what this server offers.
         *     - `MODEL_NOT_INSTALLED`: The model "{model}" needs a checkpoint that is not installed here; {install}
         */
        NotFoundOrUnknownModelOrModelNotInstalled: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "NOT_FOUND" | "UNKNOWN_MODEL" | "MODEL_NOT_INSTALLED";
                };
            };
        };
        /**
         * @description - `NOT_READY`: Not ready: {checks}.
         *     - `UNAVAILABLE`: The server is starting or stopping. Please try again in a moment.
         */
        NotReadyOrUnavailable: {
            headers: {
                /** @description Seconds to let pass first. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 503;
                    /** @enum {unknown} */
                    error_code?: "NOT_READY" | "UNAVAILABLE";
                };
            };
        };
        /** @description - `OUTPUT_GONE`: The file of this result is no longer on this server. Run the prediction again with the same seed. */
        OutputGone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 410;
                    /** @enum {unknown} */
                    error_code?: "OUTPUT_GONE";
                };
            };
        };
        /** @description - `OWNER_ACCOUNT`: The owner's account cannot be suspended: somebody must be able to let others in again. */
        OwnerAccount: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 409;
                    /** @enum {unknown} */
                    error_code?: "OWNER_ACCOUNT";
                };
            };
        };
        /** @description - `PREDICTION_NOT_FOUND`: Prediction not found */
        PredictionNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "PREDICTION_NOT_FOUND";
                };
            };
        };
        /**
         * @description - `PREDICTION_NOT_FOUND`: Prediction not found
         *     - `MODEL_NOT_INSTALLED`: The model "{model}" needs a checkpoint that is not installed here; {install}
         */
        PredictionNotFoundOrModelNotInstalled: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "PREDICTION_NOT_FOUND" | "MODEL_NOT_INSTALLED";
                };
            };
        };
        /** @description - `RANGE_NOT_SATISFIABLE`: The requested range lies outside the file. */
        RangeNotSatisfiable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 416;
                    /** @enum {unknown} */
                    error_code?: "RANGE_NOT_SATISFIABLE";
                };
            };
        };
        /**
         * @description - `RATE_LIMITED`: Too many submits in a short time. Please try again in {seconds} s. Nothing was charged.
         *     - `UPLOAD_QUOTA_EXCEEDED`: Upload quota exceeded
         */
        RateLimitedOrUploadQuotaExceeded: {
            headers: {
                /** @description Seconds to let pass first. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 429;
                    /** @enum {unknown} */
                    error_code?: "RATE_LIMITED" | "UPLOAD_QUOTA_EXCEEDED";
                };
            };
        };
        /** @description - `TOO_MANY_KEYS`: The account has {limit} keys, which is as many as it may have. Revoke one first. */
        TooManyKeys: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 409;
                    /** @enum {unknown} */
                    error_code?: "TOO_MANY_KEYS";
                };
            };
        };
        /** @description - `TOO_MANY_STREAMS`: This key has {limit} event streams open already. Close one, or follow all tasks at /api/v3/events. */
        TooManyStreams: {
            headers: {
                /** @description Seconds to let pass first. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 429;
                    /** @enum {unknown} */
                    error_code?: "TOO_MANY_STREAMS";
                };
            };
        };
        /**
         * @description - `TOP_UP_CONFLICT`: A top-up of this account with another amount or note has that reference already. Nothing was moved.
         *     - `BALANCE_TOO_LOW`: The account has less than that to give back. Nothing was moved.
         */
        TopUpConflictOrBalanceTooLow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 409;
                    /** @enum {unknown} */
                    error_code?: "TOP_UP_CONFLICT" | "BALANCE_TOO_LOW";
                };
            };
        };
        /** @description - `UNAUTHORIZED`: Missing or unknown API key. Send it as "Authorization: Bearer <key>". */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 401;
                    /** @enum {unknown} */
                    error_code?: "UNAUTHORIZED";
                };
            };
        };
        /** @description - `UNAVAILABLE`: The server is starting or stopping. Please try again in a moment. */
        Unavailable: {
            headers: {
                /** @description Seconds to let pass first. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 503;
                    /** @enum {unknown} */
                    error_code?: "UNAVAILABLE";
                };
            };
        };
        /** @description - `UNCONVERTIBLE`: This result cannot be converted: {reason} */
        Unconvertible: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 422;
                    /** @enum {unknown} */
                    error_code?: "UNCONVERTIBLE";
                };
            };
        };
        /** @description - `UNDRAWABLE`: This file cannot be drawn: {reason} */
        Undrawable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 422;
                    /** @enum {unknown} */
                    error_code?: "UNDRAWABLE";
                };
            };
        };
        /** @description - `UNKNOWN_MODEL`: There is no model under that id. GET /api/v3/models lists what this server offers. */
        UnknownModel: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 404;
                    /** @enum {unknown} */
                    error_code?: "UNKNOWN_MODEL";
                };
            };
        };
        /** @description - `UNSUPPORTED_MEDIA`: This address takes {expected}. */
        UnsupportedMedia: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 415;
                    /** @enum {unknown} */
                    error_code?: "UNSUPPORTED_MEDIA";
                };
            };
        };
        /** @description - `UPLOAD_QUOTA_EXCEEDED`: Upload quota exceeded */
        UploadQuotaExceeded: {
            headers: {
                /** @description Seconds to let pass first. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @constant */
                    code?: 429;
                    /** @enum {unknown} */
                    error_code?: "UPLOAD_QUOTA_EXCEEDED";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text of the exposition format, version 0.0.4. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            403: components["responses"]["ForbiddenHost"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getHealthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Health"];
                    };
                };
            };
            403: components["responses"]["ForbiddenHost"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            /** @constant */
                            status: "ready";
                        };
                    };
                };
            };
            403: components["responses"]["ForbiddenHost"];
            500: components["responses"]["Internal"];
            503: components["responses"]["NotReadyOrUnavailable"];
        };
    };
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            403: components["responses"]["ForbiddenHost"];
            500: components["responses"]["Internal"];
        };
    };
    getFilesPath: {
        parameters: {
            query?: {
                /** @description Ask browsers to save the file. */
                download?: "1";
            };
            header?: {
                /** @description One range of bytes. */
                Range?: string;
                /** @description The `ETag` that the range belongs to. */
                "If-Range"?: string;
                /** @description The `ETag` of the copy at hand. */
                "If-None-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description The range. */
            206: {
                headers: {
                    /** @description Which bytes these are. */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description The copy at hand is the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["ForbiddenHost"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            500: components["responses"]["Internal"];
        };
    };
    headFilesPath: {
        parameters: {
            query?: {
                /** @description Ask browsers to save the file. */
                download?: "1";
            };
            header?: {
                /** @description One range of bytes. */
                Range?: string;
                /** @description The `ETag` that the range belongs to. */
                "If-Range"?: string;
                /** @description The `ETag` of the copy at hand. */
                "If-None-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description The range. */
            206: {
                headers: {
                    /** @description Which bytes these are. */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description The copy at hand is the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["ForbiddenHost"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            500: components["responses"]["Internal"];
        };
    };
    getCenterDefaultApiV1ModelProductTypeStatistics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            type: string;
                            count: number;
                        }[];
                    };
                };
            };
            403: components["responses"]["ForbiddenHost"];
            500: components["responses"]["Internal"];
        };
    };
    getCenterDefaultApiV1ModelProductSearch: {
        parameters: {
            query?: {
                /** @description Pages are counted from 1. */
                page?: number;
                /** @description Items a page. */
                page_size?: number;
                /** @description Types with commas between them. */
                types?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            page: number;
                            page_size: number;
                            /** @description Of all pages. */
                            total: number;
                            items: components["schemas"]["WebModel"][];
                        };
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            403: components["responses"]["ForbiddenHost"];
            500: components["responses"]["Internal"];
        };
    };
    getCenterDefaultApiV1ModelProductDetailPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["WebModelDetail"];
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            403: components["responses"]["ForbiddenHost"];
            404: components["responses"]["NotFoundOrUnknownModelOrModelNotInstalled"];
            500: components["responses"]["Internal"];
        };
    };
    postCenterDefaultApiV1ModelProductCalculate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebPriceQuestion"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        /** @description Millionths of a dollar. */
                        data: number;
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            403: components["responses"]["ForbiddenHost"];
            404: components["responses"]["UnknownModel"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    putUploadsPutId: {
        parameters: {
            query?: {
                /** @description Proves that the upload was promised. */
                sig?: string;
            };
            header?: {
                "If-None-Match"?: "*";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            download_url: string;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrSizeMismatch"];
            403: components["responses"]["ForbiddenHostOrTicketExpired"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["FileExists"];
            413: components["responses"]["FileTooLarge"];
            500: components["responses"]["Internal"];
        };
    };
    getAdminAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            items: {
                                id: string;
                                name: string;
                                /** @enum {string} */
                                role: "admin" | "member";
                                /** @description Dollars that it can still spend while billing is on. */
                                balance: number;
                                created_at: string;
                                /** @description Null while its keys open the API. */
                                suspended_at: string | null;
                                /** @description Null is the server's default, 0 is no limit. */
                                limits: {
                                    concurrency: number | null;
                                    submits_per_minute: number | null;
                                };
                            }[];
                            total: number;
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    postAdminAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description Opening credit in dollars; RETIMBRE_NEW_ACCOUNT_CREDIT when left out. */
                    credit?: number;
                    /**
                     * @default member
                     * @enum {string}
                     */
                    role?: "admin" | "member";
                };
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "member";
                            /** @description Dollars that it can still spend while billing is on. */
                            balance: number;
                            created_at: string;
                            /** @description Null while its keys open the API. */
                            suspended_at: string | null;
                            /** @description Null is the server's default, 0 is no limit. */
                            limits: {
                                concurrency: number | null;
                                submits_per_minute: number | null;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            409: components["responses"]["AccountExists"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    getAdminAccountsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "member";
                            /** @description Dollars that it can still spend while billing is on. */
                            balance: number;
                            created_at: string;
                            /** @description Null while its keys open the API. */
                            suspended_at: string | null;
                            /** @description Null is the server's default, 0 is no limit. */
                            limits: {
                                concurrency: number | null;
                                submits_per_minute: number | null;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrAccountNotFound"];
            500: components["responses"]["Internal"];
        };
    };
    postAdminAccountsIdSuspend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "member";
                            /** @description Dollars that it can still spend while billing is on. */
                            balance: number;
                            created_at: string;
                            /** @description Null while its keys open the API. */
                            suspended_at: string | null;
                            /** @description Null is the server's default, 0 is no limit. */
                            limits: {
                                concurrency: number | null;
                                submits_per_minute: number | null;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrAccountNotFound"];
            409: components["responses"]["OwnerAccount"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postAdminAccountsIdLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Jobs that run at once; 0 for no limit, the server's default when left out. */
                    concurrency?: number;
                    /** @description In the same way: submits within a minute. */
                    submits_per_minute?: number;
                };
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "member";
                            /** @description Dollars that it can still spend while billing is on. */
                            balance: number;
                            created_at: string;
                            /** @description Null while its keys open the API. */
                            suspended_at: string | null;
                            /** @description Null is the server's default, 0 is no limit. */
                            limits: {
                                concurrency: number | null;
                                submits_per_minute: number | null;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrAccountNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postAdminAccountsIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "member";
                            /** @description Dollars that it can still spend while billing is on. */
                            balance: number;
                            created_at: string;
                            /** @description Null while its keys open the API. */
                            suspended_at: string | null;
                            /** @description Null is the server's default, 0 is no limit. */
                            limits: {
                                concurrency: number | null;
                                submits_per_minute: number | null;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrAccountNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postAdminAccountsIdTopUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Dollars, with six decimals at most; below zero takes credit back. */
                    amount: number;
                    /**
                     * @description Why.
                     * @default
                     */
                    note?: string;
                    /** @description The same reference twice is the same top-up. The header Idempotency-Key does as well. */
                    reference?: string;
                };
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            account_id: string;
                            amount: number;
                            reference: string;
                            note: string;
                            /** @description The id of the key of the admin, or "command-line". */
                            made_by: string;
                            created_at: string;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrAccountNotFound"];
            409: components["responses"]["TopUpConflictOrBalanceTooLow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    getAdminAccountsIdTopUps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            items: {
                                account_id: string;
                                amount: number;
                                reference: string;
                                note: string;
                                /** @description The id of the key of the admin, or "command-line". */
                                made_by: string;
                                created_at: string;
                            }[];
                            total: number;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrAccountNotFound"];
            500: components["responses"]["Internal"];
        };
    };
    getAdminKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            items: {
                                id: string;
                                name: string;
                                /** @description How the key begins; 8 characters at most. */
                                prefix: string;
                                created_at: string;
                                /** @description To the minute; null when it was never used. */
                                last_used_at: string | null;
                                /** @description Null is the server's default, 0 is no limit. */
                                limits: {
                                    concurrency: number | null;
                                    submits_per_minute: number | null;
                                };
                                account_id: string;
                                revoked_at: string | null;
                            }[];
                            total: number;
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    getAdminAccountsIdKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            items: {
                                id: string;
                                name: string;
                                /** @description How the key begins; 8 characters at most. */
                                prefix: string;
                                created_at: string;
                                /** @description To the minute; null when it was never used. */
                                last_used_at: string | null;
                                /** @description Null is the server's default, 0 is no limit. */
                                limits: {
                                    concurrency: number | null;
                                    submits_per_minute: number | null;
                                };
                                account_id: string;
                                revoked_at: string | null;
                            }[];
                            total: number;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrAccountNotFound"];
            500: components["responses"]["Internal"];
        };
    };
    postAdminAccountsIdKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For people, to tell keys apart. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            name: string;
                            /** @description How the key begins; 8 characters at most. */
                            prefix: string;
                            created_at: string;
                            /** @description To the minute; null when it was never used. */
                            last_used_at: string | null;
                            /** @description Null is the server's default, 0 is no limit. */
                            limits: {
                                concurrency: number | null;
                                submits_per_minute: number | null;
                            };
                            account_id: string;
                            revoked_at: string | null;
                            /** @description The key itself. It is shown this once and stored nowhere. */
                            key: string;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrAccountNotFound"];
            409: components["responses"]["TooManyKeys"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postAdminKeysIdLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Jobs that run at once; 0 for no limit, the server's default when left out. */
                    concurrency?: number;
                    /** @description In the same way: submits within a minute. */
                    submits_per_minute?: number;
                };
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            name: string;
                            /** @description How the key begins; 8 characters at most. */
                            prefix: string;
                            created_at: string;
                            /** @description To the minute; null when it was never used. */
                            last_used_at: string | null;
                            /** @description Null is the server's default, 0 is no limit. */
                            limits: {
                                concurrency: number | null;
                                submits_per_minute: number | null;
                            };
                            account_id: string;
                            revoked_at: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrKeyNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    deleteAdminKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            name: string;
                            /** @description How the key begins; 8 characters at most. */
                            prefix: string;
                            created_at: string;
                            /** @description To the minute; null when it was never used. */
                            last_used_at: string | null;
                            /** @description Null is the server's default, 0 is no limit. */
                            limits: {
                                concurrency: number | null;
                                submits_per_minute: number | null;
                            };
                            account_id: string;
                            revoked_at: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrKeyNotFound"];
            409: components["responses"]["LastKeyOrConfiguredKey"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    getPredictionsIdEvents: {
        parameters: {
            query?: {
                /** @description The id of the last event that the client knows; the header Last-Event-ID goes first. */
                last_event_id?: string;
                /** @description In place of a key, for EventSource, which cannot send one. */
                ticket?: string;
            };
            header?: {
                /** @description The same as last_event_id. */
                "Last-Event-ID"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until the stream ends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFound"];
            429: components["responses"]["TooManyStreams"];
            500: components["responses"]["Internal"];
        };
    };
    postPredictionsIdEventsTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            ticket: string;
                            expires_at: string;
                            /** @description What to give to EventSource. */
                            url: string;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description The id of the last event that the client knows; the header Last-Event-ID goes first. */
                last_event_id?: string;
            };
            header?: {
                /** @description The same as last_event_id. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until the stream ends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            429: components["responses"]["TooManyStreams"];
            500: components["responses"]["Internal"];
        };
    };
    getPredictionsIdResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the prediction. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFound"];
            500: components["responses"]["Internal"];
        };
    };
    getPredictionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the prediction. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFound"];
            500: components["responses"]["Internal"];
        };
    };
    deletePredictionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            /** @constant */
                            status: "deleted";
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3AudioToAudio: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "audio": "http://127.0.0.1:8787/files/uploads/retimbre-example/neo-soul.mp3",
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["AudioToAudioInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3Music: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["MusicInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3TextToAudio: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["TextToAudioInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3AudioInpainting: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "audio": "http://127.0.0.1:8787/files/uploads/retimbre-example/neo-soul.mp3",
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["AudioInpaintingInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3AudioOutpainting: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "audio": "http://127.0.0.1:8787/files/uploads/retimbre-example/neo-soul.mp3",
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["AudioOutpaintingInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    getPredictionsIdResultV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the prediction. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFound"];
            500: components["responses"]["Internal"];
        };
    };
    getPredictionsIdV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the prediction. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFound"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3AudioToAudioV2: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "audio": "http://127.0.0.1:8787/files/uploads/retimbre-example/neo-soul.mp3",
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["AudioToAudioInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3MusicV2: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["MusicInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3TextToAudioV2: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["TextToAudioInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3AudioInpaintingV2: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "audio": "http://127.0.0.1:8787/files/uploads/retimbre-example/neo-soul.mp3",
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["AudioInpaintingInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postStabilityAiStableAudio3AudioOutpaintingV2: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "audio": "http://127.0.0.1:8787/files/uploads/retimbre-example/neo-soul.mp3",
                 *       "prompt": "downtown dusk neo soul pocket groove"
                 *     }
                 */
                "application/json": components["schemas"]["AudioOutpaintingInput"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postPredictionsIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the prediction. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postPredictionsIdCancelV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the prediction. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    getPredictions: {
        parameters: {
            query?: {
                /** @description Pages are counted from 1. */
                page?: number;
                /** @description Items a page. */
                page_size?: number;
                /** @description Exact model id. */
                model?: string;
                status?: "created" | "processing" | "completed" | "failed" | "pending" | "cancelled" | "timeout" | "deleted";
                /** @description First moment, ISO 8601 or milliseconds since 1970. */
                created_after?: string;
                /** @description Last moment, ISO 8601 or milliseconds since 1970. */
                created_before?: string;
                /** @description Add the inputs to each item. */
                include_inputs?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            page: number;
                            page_size: number;
                            /** @description Of all pages. */
                            total: number;
                            items: components["schemas"]["ListedPrediction"][];
                        };
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    postPredictions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PredictionListQuestion"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            page: number;
                            page_size: number;
                            /** @description Of all pages. */
                            total: number;
                            items: components["schemas"]["ListedPrediction"][];
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postPredictionsDelete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteQuestion"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            deleted_count: number;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postPredictionsIdRerun: {
        parameters: {
            query?: {
                /** @description Where to report the end of the task. Everything behind `webhook=` is the address. */
                webhook?: string;
            };
            header?: {
                /** @description The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the prediction. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RerunQuestion"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Prediction"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameterOrWebhookRefused"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFoundOrModelNotInstalled"];
            409: components["responses"]["IdempotencyKeyReused"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["RateLimitedOrUploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    getModels: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a copy that the client has. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Model"][];
                    };
                };
            };
            /** @description The copy that the client has is still the same. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    postModelPrice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceQuestion"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Price"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["UnknownModel"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postModelPricing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceQuestion"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["UnitPrice"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["UnknownModel"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    getCatalogue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a copy that the client has. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Catalogue"];
                    };
                };
            };
            /** @description The copy that the client has is still the same. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    getBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            /** @description Dollars. */
                            balance: number;
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    getAccountBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            balance: number;
                            /** @constant */
                            currency: "USD";
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    getKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            items: {
                                id: string;
                                name: string;
                                /** @description How the key begins; 8 characters at most. */
                                prefix: string;
                                created_at: string;
                                /** @description To the minute; null when it was never used. */
                                last_used_at: string | null;
                                /** @description Null is the server's default, 0 is no limit. */
                                limits: {
                                    concurrency: number | null;
                                    submits_per_minute: number | null;
                                };
                            }[];
                            total: number;
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    postKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For people, to tell keys apart. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            name: string;
                            /** @description How the key begins; 8 characters at most. */
                            prefix: string;
                            created_at: string;
                            /** @description To the minute; null when it was never used. */
                            last_used_at: string | null;
                            /** @description Null is the server's default, 0 is no limit. */
                            limits: {
                                concurrency: number | null;
                                submits_per_minute: number | null;
                            };
                            /** @description The key itself. It is shown this once and stored nowhere. */
                            key: string;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            409: components["responses"]["TooManyKeys"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    deleteKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            id: string;
                            /** @constant */
                            revoked: true;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrKeyNotFound"];
            409: components["responses"]["LastKeyOrConfiguredKey"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    postBillingsSearch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BillingQuestion"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            page: number;
                            page_size: number;
                            /** @description Of all pages. */
                            total: number;
                            has_more: boolean;
                            items: components["schemas"]["Bill"][];
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    getAccountBillings: {
        parameters: {
            query?: {
                /** @description Pages are counted from 1. */
                page?: number;
                /** @description Items a page. */
                page_size?: number;
                billing_type?: "deduct" | "refund";
                prediction_uuids?: string[];
                /** @description Exact model id. */
                model_uuid?: string;
                /** @description Id of an API key. */
                access_key_uuid?: string;
                /** @description First moment, ISO 8601 or milliseconds since 1970. */
                start_time?: string;
                /** @description Last moment, ISO 8601 or milliseconds since 1970. */
                end_time?: string;
                sort?: "created_at ASC" | "created_at DESC";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            page: number;
                            page_size: number;
                            /** @description Of all pages. */
                            total: number;
                            has_more: boolean;
                            items: components["schemas"]["Bill"][];
                        };
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    postUserUsageStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageQuestion"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Usage"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    getAccountUsage: {
        parameters: {
            query?: {
                /** @description ISO 8601 or milliseconds; 30 days before the end if left out. */
                start_time?: string;
                /** @description ISO 8601 or milliseconds; now if left out. */
                end_time?: string;
                /** @description Exact model id. */
                model_uuid?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Usage"];
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    getMediaPeaks: {
        parameters: {
            query: {
                /** @description Address of a file of the account: an upload or a result. */
                url: string;
                points?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Peaks"];
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Undrawable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DrawingsBusy"];
        };
    };
    getMediaSpectrogram: {
        parameters: {
            query: {
                /** @description Address of a file of the account: an upload or a result. */
                url: string;
                width?: number;
                height?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Undrawable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DrawingsBusy"];
        };
    };
    getPredictionsIdOutputsIndexDownload: {
        parameters: {
            query?: {
                /** @description As it was made when left out. */
                format?: "mp3" | "wav" | "flac" | "ogg" | "opus" | "m4a" | "aac";
                /** @description Of `wav` and `flac`, 16 when left out; 32 is float, and for `wav` alone. */
                bit_depth?: "16" | "24" | "32";
            };
            header?: {
                /** @description One range of bytes. */
                Range?: string;
                /** @description The `ETag` that the range belongs to. */
                "If-Range"?: string;
                /** @description The `ETag` of the copy at hand. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Id of the prediction. */
                id: string;
                /** @description Place among its `outputs`, from 0. */
                index: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description The range. */
            206: {
                headers: {
                    /** @description Which bytes these are. */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description The copy at hand is the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrPredictionNotFoundOrOutputNotFound"];
            410: components["responses"]["OutputGone"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["Unconvertible"];
            500: components["responses"]["Internal"];
            503: components["responses"]["ConversionsBusyOrUnavailable"];
        };
    };
    postMediaUploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadTicketRequest"];
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["UploadTicket"];
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            413: components["responses"]["FileTooLargeOrBodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["UploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postMediaUploadBinary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description The file, with its name. */
                    file: unknown;
                };
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Upload"];
                    };
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            413: components["responses"]["FileTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["UploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postMediaUploadBinaryV2: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description The file, with its name. */
                    file: unknown;
                };
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Upload"];
                    };
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            413: components["responses"]["FileTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["UploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    postUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description The file, with its name. */
                    file: unknown;
                };
            };
        };
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["FirstGenerationUpload"];
                    };
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            413: components["responses"]["FileTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["UploadQuotaExceeded"];
            500: components["responses"]["Internal"];
        };
    };
    getWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            /** @description whsec_ and 32 bytes in base64. */
                            secret: string;
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            500: components["responses"]["Internal"];
        };
    };
    postWebhookSecretRotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            secret: string;
                            /** @description Until then the secret before it signs in the header webhook-signature-previous. */
                            previous_valid_until: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    getWebhookDeliveries: {
        parameters: {
            query?: {
                prediction_id?: string;
                status?: "pending" | "delivered" | "failed";
                page?: number;
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            page: number;
                            page_size: number;
                            total: number;
                            items: {
                                /** @description Of the delivery and of the prediction, and the receiver’s webhook-id. */
                                id: string;
                                prediction_id: string;
                                /** @description Without its query, which may hold a secret. */
                                url: string;
                                /** @enum {string} */
                                status: "pending" | "delivered" | "failed";
                                created_at: string;
                                next_attempt_at: string | null;
                                attempts: {
                                    started_at: string;
                                    duration_ms: number;
                                    http_status: number | null;
                                    /** @description Why it failed; empty when it did not. */
                                    reason: string;
                                }[];
                            }[];
                        };
                    };
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["PredictionNotFound"];
            500: components["responses"]["Internal"];
        };
    };
    postWebhookDeliveriesIdRedeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It worked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            /** @description Of the delivery and of the prediction, and the receiver’s webhook-id. */
                            id: string;
                            prediction_id: string;
                            /** @description Without its query, which may hold a secret. */
                            url: string;
                            /** @enum {string} */
                            status: "pending" | "delivered" | "failed";
                            created_at: string;
                            next_attempt_at: string | null;
                            attempts: {
                                started_at: string;
                                duration_ms: number;
                                http_status: number | null;
                                /** @description Why it failed; empty when it did not. */
                                reason: string;
                            }[];
                        };
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrInvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenHostOrAccountSuspended"];
            404: components["responses"]["NotFoundOrDeliveryNotFound"];
            409: components["responses"]["DeliverySpent"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            500: components["responses"]["Internal"];
        };
    };
    predictionEnded: {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the task; the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was made, in Unix seconds. */
                "webhook-timestamp": string;
                /** @description `v3,` and the lower-case hex HMAC-SHA256 of `webhook-id.webhook-timestamp.body`. Its key is the text of the webhook secret behind `whsec_`, as it stands and not decoded. */
                "webhook-signature": string;
                /** @description For a day after the secret was replaced: the same, by the secret before. */
                "webhook-signature-previous"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Prediction"];
            };
        };
        responses: {
            /** @description Taken in. Anything else, or no answer in time, is tried again later. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
