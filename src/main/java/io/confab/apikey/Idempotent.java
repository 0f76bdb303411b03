package io.confab.apikey;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a POST that honours {@code Idempotency-Key}: a repeated request gets the first one's answer
 * instead of doing its work twice. Minting of tokens and TURN credentials goes without, for an old
 * one is worth less than a new one.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {}
