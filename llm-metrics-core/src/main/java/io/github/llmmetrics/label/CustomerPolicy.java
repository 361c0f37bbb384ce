package io.github.llmmetrics.label;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the customer that a host passes with a request, before it is a label's value. What no policy lets through
 * is in no series, no exemplar and no line of the log.
 */
public sealed interface CustomerPolicy
    permits NoCustomers, RawCustomers, AllowedCustomers, CustomerTiers, HashedCustomers {

  /** Customers are ignored: no series carries {@code customer_id}. */
  CustomerPolicy OFF = NoCustomers.OFF;

  /** The id as the host passes it, for as many customers as the label's cap allows; the rest is {@code other}. */
  CustomerPolicy RAW = RawCustomers.RAW;

  /**
   * Some customers by their ids; every other one is {@code other}.
   *
   * @param customerIds ids as requests will give them, each fit to be a label's value
   * @return the policy
   * @throws IllegalArgumentException if one is not
   */
  static CustomerPolicy allow(Set<String> customerIds) {
    return new AllowedCustomers(customerIds);
  }

  /**
   * Groups in place of customers, such as plans; who is in none is {@code other}.
   *
   * @param tierByCustomer the group of each id, fit to be a label's value
   * @return the policy
   * @throws IllegalArgumentException if one is not
   */
  static CustomerPolicy tiers(Map<String, String> tierByCustomer) {
    return new CustomerTiers(tierByCustomer);
  }

  /**
   * A pseudonym in place of each id: 16 hexadecimal digits of an HMAC-SHA-256. Who has the key can tell whose it is, and the
   * same id has the same pseudonym wherever the key is the same.
   *
   * @param keyFile at least 16 bytes, which are read at once; a newline at the end does not count
   * @return the policy
   * @throws java.io.UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException if it is too short
   */
  static CustomerPolicy hashed(Path keyFile) {
    return HashedCustomers.of(keyFile, null);
  }

  /**
   * Pseudonyms as {@link #hashed(Path)} makes them, and others with each epoch, so that nobody can be followed from one to the
   * next by the label alone. Each customer's series begin anew with it.
   *
   * @param keyFile at least 16 bytes, which are read at once; a newline at the end does not count
   * @param epoch how long a pseudonym lasts, counted from 1970-01-01T00:00Z; 1 hour to 366 days
   * @return the policy
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if the file is too short, or the epoch out of its range
   */
  static CustomerPolicy hashed(Path keyFile, Duration epoch) {
    return HashedCustomers.of(keyFile, HashedCustomers.EPOCH.check("customerPolicy epoch", epoch));
  }

  /**
   * The label's value for a customer.
   *
   * @param customerId repaired
   * @param clock the time of day
   * @return fit to be a label's value
   */
  String label(String customerId, InstantSource clock);
}
